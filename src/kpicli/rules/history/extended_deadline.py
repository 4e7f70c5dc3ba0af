"""H105 extended-deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import HistoryRule

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from kpicli.history.field_change import FieldChange
    from kpicli.history.judged import Judged, Past
    from kpicli.rules.history.occasion import Occasion


class ExtendedDeadline(HistoryRule):
    """
    ## What it does
    Reports goals whose period ends later than it did, or has no end any more, changed after it
    began. `2026` and `FY2026` may be the same dates. A goal that takes up a later period once the
    old one is over, or once it is achieved, begins anew and is not reported. On the main branch a
    goal that was moved to a later period as a whole is reported until the old one would be over.
    Goals whose period follows the `defaults` of their file are reported in one finding.

    An entry under `target_changes` with `field: period`, the values and a reason answers for it.

    ## Why it matters
    More time is an easier target, and whoever waits for the result plans with the old date.

    ## Bad
    ```yaml before
    kpis:
      - id: stores
        title: Open stores
        period: 2026
        baseline: 10
        target: 16
    ```
    ```yaml
    kpis:
      - id: stores
        title: Open stores
        period: 2026-01-01/2027-06-30  # error: [extended-deadline]
        baseline: 10
        target: 16
    ```

    ## Good
    ```yaml before
    kpis:
      - id: stores
        title: Open stores
        period: 2026
        baseline: 10
        target: 16
    ```
    ```yaml
    kpis:
      - id: stores
        title: Open stores
        period: 2026-01-01/2027-06-30
        target_changes:
          - date: 2026-07-01
            field: period
            from: 2026
            to: 2026-01-01/2027-06-30
            reason: The permits take until spring
        baseline: 10
        target: 16
    ```
    """

    code = "H105"
    name = "extended-deadline"
    severity = Severity.ERROR
    certainty = Certainty.PROVED

    def check_past(self, past: Past) -> Iterator[Finding]:
        """A finding for each goal with a later end that nobody answers for.

        The goals of a file that follow its default are told in one.
        """
        if not past.promised:
            return
        from kpicli.rules.history.extensions import (  # noqa: PLC0415 - only with a past
            cause_of,
            extensions,
        )

        groups: dict[Hashable, list[Occasion]] = {}
        for occasion in extensions(past):
            groups.setdefault(cause_of(occasion), []).append(occasion)
        for occasions in groups.values():
            yield self._finding(occasions)

    def check_change(self, judged: Judged, past: Past) -> Iterator[Finding]:  # noqa: ARG002 - see above
        """Nothing: goals that follow one default are judged together."""
        return iter(())

    def _finding(self, occasions: list[Occasion]) -> Finding:
        from kpicli.history.renames import few_named  # noqa: PLC0415 - only with a past
        from kpicli.rules.history.occasion import (  # noqa: PLC0415 - the same
            misfits_of,
            place_of,
        )

        first, goals = occasions[0], [occasion.judged.goal for occasion in occasions]
        later = cast("FieldChange", first.change)
        message = f"`{goals[0]}` was given more time {first.words}{first.state}: {later.words}"
        record = "under `target_changes`"
        if len(goals) > 1:
            message = f"`defaults` gave {len(goals):,} goals more time {first.words}: {later.words}"
            message += f", for {few_named(goals)}"
            record += " of each goal"
        return self.finding(
            message,
            place_of(first.judged, "period", message=f"it was {later.before}"),
            goals=tuple(goals),
            field=f"period:{later.after}",
            related=misfits_of(first.judged, later),
            notes=(f"judged against {first.judged.against}",),
            help=f"restore it, or record the change {record} with `field: period`, its `from`, "
            "`to` and a `reason`",
        )
