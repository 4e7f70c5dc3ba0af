"""What is wrong with suppressions: D103, D104 and D105."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.findings import LOADING_RULES, Label, Safety, nearest, suggestion
from kpicli.linter.comment_fixes import corrected, removed, without_name
from kpicli.linter.comments import FORM
from kpicli.linter.suppress import never_suppressed
from kpicli.rules.document.expired_suppression import ExpiredSuppression
from kpicli.rules.document.unexplained_suppression import UnexplainedSuppression
from kpicli.rules.document.unused_suppression import UnusedSuppression
from kpicli.rules.names import known_names, rule_named
from kpicli.rules.rule import RunRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from kpicli.findings import Finding, Fix
    from kpicli.linter.comments import Suppression
    from kpicli.linter.select import ActiveRule
    from kpicli.linter.suppress import Suppressed
    from kpicli.rules.rule import Rule
    from kpicli.source import Span

_LOADING = frozenset(rule.name for rule in LOADING_RULES)


class Judge(Struct, frozen=True):
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
                near = nearest(name, known_names())
                remedy = suggestion(near) or "`kpi rules` lists the names of rules"
                fix = corrected(part, span, name, near) if near else None
                yield _finding(rule, part, f"there is no rule `{name}`", remedy, span, fix)
            elif meant.name in never_suppressed():
                message = f"`{name}` cannot be suppressed"
                fix = without_name(part, name, Safety.SAFE)
                yield _finding(rule, part, message, _instead(meant.name), span, fix)
            elif self._is_idle(part, name, meant.name):
                yield self._idle(rule, part, name, meant)

    def _is_idle(self, part: Suppression, name: str, rule: str) -> bool:
        return (
            not part.is_expired(self.as_of)
            and (part, name) not in self.parted.used
            and self.has_run(part.path, rule)
        )

    def _idle(self, rule: Rule, part: Suppression, name: str, meant: type[Rule]) -> Finding:
        line = self._line(part, meant.name)
        remedy = "take the name out of the bracket"
        # Compared with another revision, a rule about history may find something.
        is_sure = line is None and not meant.is_about_past
        safety = Safety.SAFE if is_sure else Safety.UNSAFE
        if line is not None:
            remedy = (
                f"move the comment to line {line}, where the rule finds something, or remove it"
            )
        elif len(part.names) == 1:
            remedy = "remove the comment"
        span = dict(part.names)[name]
        message = f"`{name}` finds nothing here to suppress"
        return _finding(rule, part, message, remedy, span, without_name(part, name, safety))

    def _line(self, part: Suppression, rule: str) -> int | None:
        """The line on which the rule does find something in the file."""
        places = (
            found.primary.start.line
            for found in self.parted.shown
            if (found.primary.path, found.finding.rule.name) == (part.path, rule)
        )
        return next(places, None)

    def _expired(self, rule: Rule, part: Suppression) -> Finding:
        message = f"the suppression of {_names(part)} ended on {part.until}, as of {self.as_of}"
        remedy = "correct what it hid, or agree on a later date"
        return _finding(rule, part, message, remedy, None, removed(part, Safety.UNSAFE))


def _unexplained(rule: Rule, part: Suppression) -> Finding:
    message = f"the suppression of {_names(part)} gives no reason"
    return _finding(rule, part, message, f"say why behind the bracket: `{FORM}`")


def _finding(
    rule: Rule,
    part: Suppression,
    message: str,
    remedy: str,
    span: Span | None = None,
    fix: Fix | None = None,
) -> Finding:
    field = ",".join(name for name, place in part.names if span in {None, place})
    label = Label(part.path, span or part.span)
    return rule.finding(message, label, goals=(), field=field, help=remedy, fix=fix)


def _names(part: Suppression) -> str:
    return ", ".join(f"`{name}`" for name, _ in part.names)


def _instead(rule: str) -> str:
    if rule in _LOADING:
        return "correct what it reports: without that the file is not understood"
    return "`ignore` in the settings turns it off"
