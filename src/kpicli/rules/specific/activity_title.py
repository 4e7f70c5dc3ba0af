"""S105 activity-title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.findings import Certainty, Finding, Severity
from kpicli.models.choices import Direction
from kpicli.models.target import Form
from kpicli.rules.rule import KpiRule
from kpicli.rules.specific.imperatives import activity, activity_openings
from kpicli.rules.specific.titled import kpis_by_opening
from kpicli.rules.specific.vocabulary import TitleOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.models.goal import Kpi
    from kpicli.workspace import Definition, Workspace


class ActivityTitle(KpiRule):
    """
    ## What it does
    Reports KPIs whose title says what is done instead of what comes of it: launch, hire, write,
    run. A KPI with the target `complete` is meant to be a deliverable and is left alone.

    ## Why it matters
    Ten webinars can be held and nothing be better. A KPI that counts what was done rewards doing
    it, whatever it brings.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: webinars
        title: Conduct 20 webinars  # error: [activity-title]
        target: 20
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Win 400 leads in webinars
        target: 400
      - id: portal
        title: Launch the partner portal
        target: complete
    ```
    """

    code = "S105"
    name = "activity-title"
    severity = Severity.INFO
    certainty = Certainty.HEURISTIC
    for_want_of = frozenset({"target"})
    Options = TitleOptions
    _options: TitleOptions

    def candidates(self, workspace: Workspace) -> Iterator[Definition[Kpi]]:
        """The KPIs whose titles name an activity."""
        language = self._options.language
        for shape, kpis in kpis_by_opening(workspace, activity_openings(language)):
            if activity(shape, language):
                yield from kpis

    def check_kpi(self, kpi: Definition[Kpi], workspace: Workspace) -> Iterator[Finding]:  # noqa: ARG002 - the KPI tells it alone
        """The KPI, if its title names an activity."""
        target = kpi.model.target
        if (target and target.form is Form.COMPLETE) or kpi.model.direction is Direction.COMPLETE:
            return
        verb = activity(kpi.model.title, self._options.language)
        if verb:
            yield self.finding(
                f"the title of `{kpi.id}` says what is done (`{verb.lower()}`), "
                "not what comes of it",
                kpi.at("title"),
                goals=(kpi.id,),
                field="title",
                help="name the result; for a deliverable set `target: complete`",
            )
