"""One goal file on the bench: which fixes can be made in its text, and the text with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from kpicli.edit.fix_edits import text_edits
from kpicli.edit.goal_file import GoalFile, read_goal_file
from kpicli.edit.intended import at_home, intended, same
from kpicli.edit.outlined import Outlined, outlined
from kpicli.edit.text_edit import TextEdit, applied
from kpicli.findings import Safety
from kpicli.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpicli.findings import Edit, Finding, Fix

IN_THE_WAY = "another fix changes the same place; it can be made after that one"
"""Why a fix is left that can be made in the next round."""

_Sorted: TypeAlias = "tuple[list[Plan], list[tuple[Finding, str]]]"


class Plan(Struct, frozen=True):
    """A finding, its fix, and the changes of the text that the fix comes to."""

    finding: Finding
    fix: Fix
    edits: tuple[TextEdit, ...]


class Bench(Struct, frozen=True):
    """A goal file with its outline and with what it says."""

    file: Outlined
    says: GoalFile

    @property
    def source(self) -> SourceFile:
        """The file as it is."""
        return self.file.source

    def plan(self, finding: Finding) -> Plan | str:
        """What a finding's fix comes to, or why it cannot be made."""
        assert finding.fix, "findings without a fix are sorted out before"
        fix = replace(
            finding.fix, edits=tuple(at_home(edit, self.says.data) for edit in finding.fix.edits)
        )
        edits = text_edits(self.file, fix)
        return edits if isinstance(edits, str) else Plan(finding, fix, edits)

    def plans(self, findings: Iterable[Finding]) -> _Sorted:
        """The plans that can be made together, in the order of the text, and what is left."""
        plans, left = self._planned(findings)
        apart, crowded = _apart(plans)
        made, objected = self._sound([], apart)
        return made, [*left, *((plan.finding, IN_THE_WAY) for plan in crowded), *objected]

    def plans_for_one(self, findings: Iterable[Finding]) -> list[Plan]:
        """The plans that can be made, whether or not together with others."""
        found: list[Plan] = []
        rest, _ = self._planned(findings)
        while rest:
            apart, rest = _apart(rest)
            found += self._sound([], apart)[0]
        return found

    def _planned(self, findings: Iterable[Finding]) -> _Sorted:
        plans: list[Plan] = []
        left: list[tuple[Finding, str]] = []
        for finding in findings:
            plan = self.plan(finding)
            if isinstance(plan, str):
                left.append((finding, plan))
            else:
                plans.append(plan)
        return sorted(plans, key=lambda plan: plan.edits), left

    def text_after(self, plans: Iterable[Plan]) -> str:
        """The text with some plans carried out."""
        edits = dict.fromkeys(edit for plan in plans for edit in plan.edits)
        return applied(self.file.text, edits)

    def objection(self, plans: Sequence[Plan]) -> str | None:
        """Why some plans must not be carried out, if anything speaks against it."""
        after = read_goal_file(SourceFile(self.source.path, self.text_after(plans)))
        if after is None:
            return "the file would be broken by it"
        wanted = intended(self.says.data, (edit for plan in plans for edit in plan.fix.edits))
        if not same(wanted, dict(after.data)):
            return "something else would change with it"
        known = {(finding.rule.code, finding.message) for finding in self.says.findings}
        for finding in after.findings:
            if (finding.rule.code, finding.message) not in known:
                return finding.message
        is_safe = all(plan.fix.safety is Safety.SAFE for plan in plans)
        if is_safe and _numbers(self.says) != _numbers(after):
            return "a target, a baseline or an actual would change with it"
        return None

    def _sound(self, made: list[Plan], plans: list[Plan]) -> _Sorted:
        """Which plans can be carried out along with some; halves are tried where not all can."""
        if not plans or self.objection([*made, *plans]) is None:
            return plans, []
        if len(plans) == 1:
            why = self.objection([*made, *plans]) or ""
            return [], [(plans[0].finding, why)]
        middle = len(plans) // 2
        first, left = self._sound(made, plans[:middle])
        second, more = self._sound([*made, *first], plans[middle:])
        return [*first, *second], [*left, *more]


def _numbers(file: GoalFile) -> dict[str, tuple[object, ...]]:
    """The numbers that no safe fix may change, by KPI."""
    models = {key: kpi.model for key, kpi in file.kpis.items()}
    return {
        key: (model.target, model.baseline, model.actuals, model.interim_targets)
        for key, model in models.items()
    }


def _apart(plans: Iterable[Plan]) -> tuple[list[Plan], list[Plan]]:
    """The plans that do not meet, the first of those that do among them; and the others.

    Findings with the very same fix, as of one line of `defaults`, go together.
    """
    known: set[tuple[Edit, ...]] = set()
    apart: list[Plan] = []
    crowded: list[Plan] = []
    end = -1
    for plan in plans:
        if plan.fix.edits not in known and plan.edits[0].start <= end:
            crowded.append(plan)
            continue
        known.add(plan.fix.edits)
        apart.append(plan)
        end = max(end, plan.edits[-1].end)
    return apart, crowded


def bench_of(source: SourceFile | None) -> Bench | None:
    """The bench for a file, none where that cannot be understood."""
    if source is None:
        return None
    file, says = outlined(source), read_goal_file(source)
    return Bench(file, says) if file and says else None
