"""Two states of a goal repository in memory, checked as a whole and in the part that changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kpicli.config import Settings
from kpicli.linter import CheckResult, check, select_rules
from kpicli.linter.key import key_of
from kpicli.linter.part import check_part
from kpicli.rules.registry import RULES
from kpicli.workspace.affected import affected
from kpicli.workspace.earlier import Earlier, Loaded
from repository import AS_OF, load, reader

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kpicli.linter import ActiveRule, LocatedFinding
    from kpicli.linter.key import Key


def all_rules() -> tuple[ActiveRule, ...]:
    """Every rule that runs by default."""
    return select_rules(RULES, Settings().check)[0]


def loaded(files: Mapping[str, str], as_of: date = AS_OF) -> Loaded:
    """The repository of some files."""
    workspace, findings = load(files, as_of)
    return Loaded(workspace, tuple(findings), reader(files))


def between(before: Mapping[str, str], after: Mapping[str, str], as_of: date = AS_OF) -> Earlier:
    """The earlier state, beside what became of it."""
    then, now = loaded(before, as_of), loaded(after, as_of)
    changed = {path for path in (*before, *after) if before.get(path) != after.get(path)}
    part = affected(then.workspace, now.workspace, frozenset(changed))
    return Earlier("then", part, lambda: then)


def whole(files: Mapping[str, str], as_of: date = AS_OF) -> CheckResult:
    """What a check of everything finds."""
    now = loaded(files, as_of)
    return check(now.workspace, now.findings, all_rules(), {}, now.read)


def part(before: Mapping[str, str], after: Mapping[str, str], as_of: date = AS_OF) -> CheckResult:
    """What a check of the affected part finds."""
    return check_part(loaded(after, as_of), between(before, after, as_of), all_rules(), {})


def keys(result: CheckResult) -> Counter[Key]:
    """The findings by what makes two the same."""
    return Counter(key_of(found.finding) for found in result.findings)


def differing(
    before: Mapping[str, str], after: Mapping[str, str], as_of: date = AS_OF
) -> tuple[list[LocatedFinding], list[LocatedFinding], Counter[Key]]:
    """What a check of the part leaves out, what it makes up, and what is new and left out."""
    told, now, then = part(before, after, as_of), whole(after, as_of), whole(before, as_of)
    touches = between(before, after, as_of).affected.touches
    new = keys(now) - keys(then)
    missing = [
        found for found in now.findings if touches(found.finding) and found not in told.findings
    ]
    extra = [
        found
        for found in told.findings
        if found not in now.findings or not (touches(found.finding) or new[key_of(found.finding)])
    ]
    return missing, extra, new - keys(told)
