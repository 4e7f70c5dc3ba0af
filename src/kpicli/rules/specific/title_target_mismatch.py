"""S106 title-target-mismatch."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from kpicli.fields.invalid import shown
from kpicli.findings import Certainty, Finding, Severity
from kpicli.rules.rule import KpiRule
from kpicli.rules.specific.literal import InOtherWords, is_word_for_word
from kpicli.rules.specific.numbers import has_number, numbers_of
from kpicli.rules.specific.signs import may_claim
from kpicli.rules.specific.verbs import is_attached, leading_verb
from kpicli.rules.specific.vocabulary import TitleOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace


class TitleTargetMismatch(KpiRule):
    """
    ## What it does
    Reports titles whose own numbers are not those of baseline and target. It reads "from A to B",
    "A → B", "to B", "by N", "by N %", "by N pp", these also "from A", "double", "halve" and "3x",
    in the units that people write, and allows for rounding and for thousands that were left out.
    Where a title can be read in two ways, it says nothing. A number with a minus counts in "from A
    to B" alone, and a loss may stand without its sign on either side.

    ## Why it matters
    People remember the title and are measured by the target. When one of the two was changed and
    the other was not, half of the team works towards the wrong number.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: revenue
        title: Raise revenue from €100k to €120k  # error: [title-target-mismatch] "125000 EUR"
        unit: EUR
        baseline: 100000
        target: 125000
      - id: conversion
        title: Raise conversion by 2%  # error: [title-target-mismatch] "write `2 pp` (= 20%)"
        unit: "%"
        baseline: 10
        target: 12
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: revenue
        title: Raise revenue from €100k to €125k
        unit: kEUR
        baseline: 100
        target: 125
      - id: conversion
        title: Raise conversion by 2 percentage points
        unit: "%"
        baseline: 10
        target: 12
      - id: churn
        title: Halve churn
        unit: "%"
        baseline: 8
        target: 4
    ```
    """

    code = "S106"
    name = "title-target-mismatch"
    severity = Severity.ERROR
    certainty = Certainty.PROVED
    Options = TitleOptions
    _options: TitleOptions

    def candidates(self, workspace: Workspace) -> Iterator[Definition[Kpi]]:
        """The KPIs whose titles may claim something, but for what is their own word for word."""
        language = self._options.language
        for shape, kpis in workspace.remembered(InOtherWords(language)).items():
            numbered = (kpi for kpi in kpis if has_number(kpi.model))
            first = next(numbered, None)
            if first and may_claim(shape, language):
                yield from chain((first,), numbered)

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:
        """The KPI, if its title says other numbers than its baseline and target."""
        title, language = kpi.model.title, self._options.language
        if is_word_for_word(kpi, workspace, language):
            return
        # Hardly a title that is right comes so far.
        from kpicli.rules.specific.agreement import disagreement  # noqa: PLC0415 - see above
        from kpicli.rules.specific.claims import claim_of  # noqa: PLC0415 - the same

        claim = claim_of(title, language)
        numbers = numbers_of(kpi, workspace) if claim else None
        if claim is None or numbers is None:
            return
        verb = leading_verb(title, language)
        is_led = verb is not None and is_attached(title, verb, claim.place, language)
        found = disagreement(claim, numbers, is_led=is_led)
        if found:
            yield self.finding(
                f"the title of `{kpi.id}` says {shown(claim.text)}, but {found.words}",
                kpi.at("title"),
                goals=(kpi.id,),
                field="title",
                related=tuple(kpi.at(field, message=f"the {field}") for field in found.fields),
                help=found.help,
            )
