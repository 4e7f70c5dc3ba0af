"""S107 title-direction-mismatch."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.fields.invalid import shown
from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import KpiRule
from kpicli.rules.specific.literal import InOtherWords, is_word_for_word
from kpicli.rules.specific.numbers import numbers_of
from kpicli.rules.specific.signs import may_go
from kpicli.rules.specific.titled import kpis_by_opening, opening_words
from kpicli.rules.specific.verbs import leading_verb, ways_of_openings
from kpicli.rules.specific.vocabulary import TitleOptions
from kpicli.workspace.records import all_records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.models.commitment import Commitment
    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace


_ZERO = Decimal(0)


class TitleDirectionMismatch(KpiRule):
    """
    ## What it does
    Reports titles whose verb says one way and whose numbers go the other: "reduce" with a target
    above the baseline, or "increase from 350 to 250". Only clear verbs count, and only where it
    is plain that the verb speaks of the KPI's own number: the title gives numbers, or the verb
    acts on what the KPI's id or its metric is called ("Reduce churn" of `sales.churn`).

    ## Why it matters
    One of the two is a slip, and whoever reads the other works against the goal.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: churn
        title: Reduce churn by 25%  # error: [title-direction-mismatch] "10%"
        unit: "%"
        baseline: 8
        target: 10
      - id: visits
        title: Increase visits from 350 to 250  # error: [title-direction-mismatch]
        baseline: 350
        target: 250
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: churn
        title: Reduce churn by 25%
        unit: "%"
        baseline: 8
        target: 6
      - id: satisfaction
        title: Reduce waiting to raise satisfaction
        baseline: 60
        target: 70
    ```
    """

    code = "S107"
    name = "title-direction-mismatch"
    severity = Severity.ERROR
    certainty = Certainty.PROVED
    Options = TitleOptions
    _options: TitleOptions

    def candidates(self, workspace: Workspace) -> Iterator[Definition[Kpi]]:
        """The KPIs whose titles begin with a way that their numbers, or the title's, may not go."""
        language = self._options.language
        others, ways = workspace.remembered(InOtherWords(language)), workspace.remembered(_ways)
        signs = ways_of_openings(language)
        for shape, kpis in kpis_by_opening(workspace, signs):
            openings = opening_words(shape)
            wanted = frozenset().union(*(signs.get(word, ()) for word in openings))
            goes = may_go(shape, language)
            apart = {kpi.id for kpi in others[shape]} if goes else frozenset()
            for kpi in kpis:
                way = ways[kpi.id]
                is_in_doubt = goes and (way not in wanted or kpi.id in apart)
                if is_in_doubt or way is None or -way in wanted:
                    yield kpi

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if the verb of its title says the other way."""
        language = self._options.language
        verb = leading_verb(kpi.model.title, language)
        if verb is None or not verb.sign:
            return
        if _way(workspace.commitment(kpi)) == verb.sign and is_word_for_word(
            kpi, workspace, language
        ):
            return
        from kpicli.rules.specific.contradiction import contradicted  # noqa: PLC0415 - mostly none

        words = contradicted(kpi, workspace, verb, numbers_of(kpi, workspace), language)
        if words:
            yield self.finding(
                f"the title of `{kpi.id}` says {shown(verb.word)}, but {words}",
                kpi.at("title"),
                goals=(kpi.id,),
                field="title",
                related=(kpi.at("target", message="the target"),) if kpi.model.target else (),
                help="correct the verb or the numbers",
            )


def _ways(workspace: Workspace) -> Mapping[str, int | None]:
    """Which way each live KPI goes, by its id."""
    return {record.kpi.id: _way(record.commitment) for record in all_records(workspace)}


def _way(commitment: Commitment | None) -> int | None:
    """1 where a KPI goes up, -1 where it goes down, none where its numbers are in doubt.

    0 where it goes nowhere that is known, and where a number is below zero.
    """
    if commitment is None:
        return None
    start, end = commitment.baseline, commitment.target
    if start is None or end is None:
        return 0
    if _ZERO <= start < end:
        return 1
    return -1 if _ZERO <= end < start else 0
