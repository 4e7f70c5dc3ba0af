"""Goal files to which nothing but values was added: what they said before, without reading it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from kpicli.fields.value import with_parts
from kpicli.models.actual import Actuals
from kpicli.workspace import FileContents

if TYPE_CHECKING:
    from kpicli.workspace import Definition

_HEAD = "actuals:"
# Lines such as `  2026-01-31: 12` below each other, from the end of the line above them.
_RUN = re.compile(r"(?:\n +\d{4}(?:-\w+)*: [^\n]*)+")
_KEYS = re.compile(r"\n +([^:]+):")


def before_growth(old: str, new: str, now: FileContents) -> FileContents | None:
    """What an old text of a file says, where the new one only adds values at the ends of actuals.

    `now` is what the new text says. None where anything else differs, or may differ.
    """
    (old_rest, old_runs), (rest, runs) = _parted(old), _parted(new)
    measured = [part for part in now.definitions if _actuals_of(part)]
    if old_rest != rest or len(runs) != len(measured):
        return None
    grown = zip(measured, old_runs, runs, strict=True)
    earlier = {id(part): _before(part, *lines) for part, *lines in grown}
    if None in earlier.values():
        return None
    definitions = [earlier.get(id(part)) or part for part in now.definitions]
    return FileContents(definitions, now.broken, now.unread, [], now.is_quiet)


def _parted(text: str) -> tuple[list[str], list[str]]:
    """The lines of actuals in a text, and what stands before, between and behind them."""
    rest: list[str] = []
    runs: list[str] = []
    done = at = 0
    while (head := text.find(_HEAD, at)) >= 0:
        at = head + len(_HEAD)
        run = _RUN.match(text, at)
        if run is not None:
            rest.append(text[done:at])
            runs.append(run[0])
            done = at = run.end()
    return [*rest, text[done:]], runs


def _actuals_of(part: Definition[Any]) -> Actuals | None:
    actuals = getattr(part.model, "actuals", None)
    return actuals if isinstance(actuals, Actuals) else None


def _before(part: Definition[Any], old: str, new: str) -> Definition[Any] | None:
    """A KPI with the actuals in some lines, the first ones of those that it has now; else None."""
    actuals = _actuals_of(part)
    if actuals is None or tuple(_KEYS.findall(new)) != actuals.keys:
        return None
    if old == new:
        return part
    if not f"{new}\n".startswith(f"{old}\n"):
        return None
    return replace(part, model=with_parts(part.model, {"actuals": actuals[: old.count("\n")]}))
