"""S107 title-direction-mismatch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.invalid import shown
from kpicli.rules.rule import KpiRule
from kpicli.rules.specific.contradiction import contradicted
from kpicli.rules.specific.numbers import is_word_for_word, numbers_of
from kpicli.rules.specific.verbs import leading_verb
from kpicli.rules.specific.vocabulary import TitleOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace


class TitleDirectionMismatch(KpiRule):
    """
    ## What it does
    Reports titles whose verb says one way and whose numbers go the other: "reduce" with a target
    above the baseline, or "increase from 350 to 250". Only clear verbs count, and only where it
    is plain that the verb speaks of the KPI's own number.

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

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if the verb of its title says the other way."""
        language = self._options.language
        verb = leading_verb(kpi.model.title, language)
        if verb is None or not verb.sign or _is_borne_out(kpi, workspace, verb.sign):
            return
        metric = workspace.metric(kpi)
        words = contradicted(kpi, metric, verb, numbers_of(kpi, workspace), language)
        if words:
            yield self.finding(
                f"the title of `{kpi.id}` says {shown(verb.word)}, but {words}",
                kpi.at("title"),
                goals=(kpi.id,),
                field="title",
                related=(kpi.at("target", message="the target"),) if kpi.model.target else (),
                help="correct the verb or the numbers",
            )


def _is_borne_out(kpi: Definition[Kpi], workspace: Workspace, sign: int) -> bool:
    """Whether the title ends with baseline and target and these go its way: most titles do."""
    commitment = workspace.commitment(kpi)
    if commitment is None or commitment.baseline is None or commitment.target is None:
        return False
    low, high = commitment.baseline, commitment.target
    rises = low < high if sign > 0 else high < low
    return rises and low >= 0 and high >= 0 and is_word_for_word(kpi.model)
