"""The commands by their names; a command's module is only imported where it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kpicli.cli.front_page import SUMMARIES

if TYPE_CHECKING:
    from types import FunctionType, ModuleType

COMMANDS = tuple(SUMMARIES)

_MODULES = {"import": "import_"}
"""The modules of commands whose own names Python does not allow."""


def module_of(name: str) -> ModuleType:
    """The module that a command is declared in."""
    return import_module(f"kpicli.cli.{_MODULES.get(name, name)}")


def command_of(name: str) -> FunctionType:
    """The function that a command is: its parameters are declared, it returns the exit code."""
    command: FunctionType = module_of(name).command
    return command
