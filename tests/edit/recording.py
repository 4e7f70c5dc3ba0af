"""Recording in a goal repository on the disk, for tests."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from kpicli.config import Settings
from kpicli.documents import read_source
from kpicli.edit import Judge, Mode, NewActual, Recording, record
from kpicli.linter import select_rules
from kpicli.rules.registry import RULES
from kpicli.workspace import Context, discover, load_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from kpicli.edit import Refusal

AS_OF = date(2026, 6, 30)


def judge_of(root: Path, as_of: date = AS_OF) -> Judge:
    """The goal repository in a folder, with all rules."""
    settings = Settings().check
    read = partial(read_source, root)
    workspace, _ = load_workspace(discover(root, ())[0], read, Context(as_of))
    return Judge(workspace, select_rules(RULES, settings)[0], {}, read)


def recording(root: Path, *actuals: NewActual, mode: Mode = Mode.CAREFUL) -> Recording:
    """What recording some actuals comes to."""
    return record(root, judge_of(root), actuals, mode)


def refusal(root: Path, new: NewActual, mode: Mode = Mode.CAREFUL) -> Refusal:
    """The reason why an actual is refused; every file stays as it was."""
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    outcome = recording(root, new, mode=mode)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    ((_, found),) = outcome.refused
    return found
