"""D105 unexplained-suppression."""

from __future__ import annotations

from kpicli.findings import Certainty, Severity
from kpicli.rules.rule import RunRule


class UnexplainedSuppression(RunRule):
    """
    ## What it does
    Reports suppressions without a reason. They hold all the same.

    ## Why it matters
    Whoever meets the comment later cannot tell whether it was agreed on or just silences the
    check, and so it stays for ever.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads  # kpi: ignore[missing-owner]  # error: [unexplained-suppression]
        title: Reach 1000 leads
        target: 1000
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads  # kpi: ignore[missing-owner] the new head of sales starts in October
        title: Reach 1000 leads
        target: 1000
    ```
    """

    code = "D105"
    name = "unexplained-suppression"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
