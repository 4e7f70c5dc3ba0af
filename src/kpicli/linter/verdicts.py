"""What is wrong with suppressions: D103, D104 and D105."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kpicli.findings import LOADING_RULES, Label, did_you_mean
from kpicli.linter.comments import FORM
from kpicli.linter.suppress import NEVER_SUPPRESSED
from kpicli.rules.document.expired_suppression import ExpiredSuppression
from kpicli.rules.document.unexplained_suppression import UnexplainedSuppression
from kpicli.rules.document.unused_suppression import UnusedSuppression
from kpicli.rules.names import known_names, rule_named
from kpicli.rules.rule import RunRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from kpicli.findings import Finding
    from kpicli.linter.comments import Suppression
    from kpicli.linter.select import ActiveRule
    from kpicli.linter.suppress import Suppressed
    from kpicli.rules.rule import Rule
    from kpicli.source import Span

_LOADING = frozenset(rule.name for rule in LOADING_RULES)


@dataclass(frozen=True, slots=True)
class Judge:
    """What decides on suppressions: the day, what they did, and what was checked.

    `has_run` tells by path and name whether a rule had all of a file to look at.
    """

    as_of: date
    parted: Suppressed
    has_run: Callable[[str, str], bool]

    def verdicts(
        self, written: Sequence[Suppression], rules: Sequence[ActiveRule]
    ) -> Iterator[Finding]:
        """The findings about suppressions, of those of the three rules that are among `rules`."""
        for active in rules:
            if isinstance(active.rule, RunRule):
                for finding in self._of(active.rule, written):
                    yield replace(finding, severity=active.severity or finding.severity)

    def _of(self, rule: RunRule, written: Sequence[Suppression]) -> Iterator[Finding]:
        for part in written:
            match rule:
                case UnusedSuppression():
                    yield from self._unused(rule, part)
                case ExpiredSuppression() if part.is_expired(self.as_of):
                    yield self._expired(rule, part)
                case UnexplainedSuppression() if part.names and not part.reason:
                    yield _unexplained(rule, part)

    def _unused(self, rule: Rule, part: Suppression) -> Iterator[Finding]:
        if part.problem:
            yield _finding(rule, part, part.problem, part.remedy)
        for name, span in part.names:
            meant = rule_named(name)
            if meant is None:
                near = did_you_mean(name, known_names()) or "`kpi rules` lists the names of rules"
                yield _finding(rule, part, f"there is no rule `{name}`", near, span)
            elif meant.name in NEVER_SUPPRESSED:
                message = f"`{name}` cannot be suppressed"
                yield _finding(rule, part, message, _instead(meant.name), span)
            elif self._is_idle(part, name, meant.name):
                message = f"`{name}` finds nothing here to suppress"
                yield _finding(rule, part, message, self._remedy(part, meant.name), span)

    def _is_idle(self, part: Suppression, name: str, rule: str) -> bool:
        return (
            not part.is_expired(self.as_of)
            and (part, name) not in self.parted.used
            and self.has_run(part.path, rule)
        )

    def _remedy(self, part: Suppression, rule: str) -> str:
        """Where the rule does find something in the file, else to remove the name."""
        places = (
            found.primary.start.line
            for found in self.parted.shown
            if (found.primary.path, found.finding.rule.name) == (part.path, rule)
        )
        line = next(places, None)
        if line is not None:
            return f"move the comment to line {line}, where the rule finds something, or remove it"
        return "remove the comment" if len(part.names) == 1 else "take the name out of the bracket"

    def _expired(self, rule: Rule, part: Suppression) -> Finding:
        message = f"the suppression of {_names(part)} ended on {part.until}, as of {self.as_of}"
        return _finding(rule, part, message, "correct what it hid, or agree on a later date")


def _unexplained(rule: Rule, part: Suppression) -> Finding:
    message = f"the suppression of {_names(part)} gives no reason"
    return _finding(rule, part, message, f"say why behind the bracket: `{FORM}`")


def _finding(
    rule: Rule, part: Suppression, message: str, remedy: str, span: Span | None = None
) -> Finding:
    field = ",".join(name for name, place in part.names if span in {None, place})
    label = Label(part.path, span or part.span)
    return rule.finding(message, label, goals=(), field=field, help=remedy)


def _names(part: Suppression) -> str:
    return ", ".join(f"`{name}`" for name, _ in part.names)


def _instead(rule: str) -> str:
    if rule in _LOADING:
        return "correct what it reports: without that the file is not understood"
    return "`ignore` in the settings turns it off"
