"""Count what one check does, without a clock: `python count_work.py calls|memory DIR FIRST`.

The goals in FIRST are checked before, so that all is imported and set up by then.
Writes a JSON object: for `calls` the calls of Python and C functions by stage, for `memory` the
most bytes that were allocated at once. Both are the same on each run of one version of Python.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import tracemalloc
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import kpicli
from kpicli.cli.app import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType

AS_OF = "2026-09-01"
OTHER = "start"
_LOCATE = "locate"
_HOME = Path(kpicli.__file__).parent
_NAMES = {"documents": "parse", "source": "parse", "linter/locate": _LOCATE}


def main() -> int:
    """Count what the command line asks for and write it."""
    what, folder, first = sys.argv[1:]
    # While another thread lives, a check makes no copies of its process, whose work is not seen.
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    _check(first)
    print(json.dumps({"calls": calls, "memory": memory}[what](folder)))
    return 0


def counter(counts: dict[str, int]) -> Callable[[FrameType, str, object], None]:
    """What Python is to tell of calls and returns; it counts the calls by stage.

    A call into somebody else's code belongs to the stage that makes it. To resume a generator is a
    call, too.
    """
    stages: dict[CodeType, str] = {}
    entered = [OTHER]

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "return":
            if len(entered) > 1:
                entered.pop()
            return
        stage = entered[-1]
        if event == "call":
            code = frame.f_code
            own = stages.get(code)
            if own is None:
                own = stages[code] = stage_of(code.co_filename)
            # Files are parsed again to find places in them, which is no part of reading them.
            stage = own if own and stage != _LOCATE else stage
            entered.append(stage)
        elif event != "c_call":
            return
        counts[stage] = counts.get(stage, 0) + 1

    return count


def stage_of(path: str) -> str:
    """The stage that a file of the program belongs to; empty for files of others."""
    file = Path(path)
    if not file.is_relative_to(_HOME):
        return ""
    parts = file.relative_to(_HOME).with_suffix("").parts
    if parts[0] == "rules":
        # The families are folders; beside them lies what all of them share.
        return "/".join(parts[:-1])
    return _NAMES.get("/".join(parts[:2]), _NAMES.get(parts[0], parts[0]))


def calls(folder: str) -> dict[str, int]:
    """Calls by stage while the goals in a folder are checked."""
    counts: dict[str, int] = {}
    sys.setprofile(counter(counts))
    try:
        _check(folder)
    finally:
        sys.setprofile(None)
    return counts


def memory(folder: str) -> dict[str, int]:
    """The most bytes of objects that were alive at once."""
    tracemalloc.start()
    _check(folder)
    return {"memory": tracemalloc.get_traced_memory()[1]}


def _check(folder: str) -> None:
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        code = run(("check", "--root", folder, "--as-of", AS_OF, "--format", "concise"))
    assert code in {0, 1}, f"the check ended with {code}"


if __name__ == "__main__":
    raise SystemExit(main())
