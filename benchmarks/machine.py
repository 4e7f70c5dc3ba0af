"""What the figures were measured on, and when."""

from __future__ import annotations

import os
import platform
import time
from pathlib import Path


def description() -> str:
    """One line: the processor, its cores, Python and the operating system."""
    cores = len(os.sched_getaffinity(0))
    return f"{_processor()}, {cores} cores, Python {platform.python_version()}, {_system()}"


def day() -> str:
    """The day of the figures, as the machine has it."""
    return time.strftime("%Y-%m-%d")


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == "model name":
            return value.strip()
    return platform.machine()


def _system() -> str:
    return platform.freedesktop_os_release()["PRETTY_NAME"]
