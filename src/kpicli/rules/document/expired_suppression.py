"""D104 expired-suppression."""

from __future__ import annotations

from kpicli.findings import Certainty, Severity
from kpicli.rules.rule import RunRule


class ExpiredSuppression(RunRule):
    """
    ## What it does
    Reports suppressions past their `until` date. They hide nothing any more: what they hid is
    reported again as well.

    ## Why it matters
    Somebody agreed to live with the finding until that day. The day is over, so either the
    goal is to be corrected or a later date is to be agreed on.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      # kpi: ignore[missing-owner] until 2026-06-30 not yet hired  # error: [expired-suppression]
      - id: leads  # error: [missing-owner]
        title: Reach 1000 leads
        target: 1000
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      # kpi: ignore[missing-owner] until 2026-12-31 the new head starts in January
      - id: leads
        title: Reach 1000 leads
        target: 1000
    ```

    ## Fix
    Unsafe: removes the comment. What it hid is shown anyway.
    """

    code = "D104"
    name = "expired-suppression"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
