"""D103 unused-suppression."""

from __future__ import annotations

from kpicli.findings import Certainty, Severity
from kpicli.rules.rule import RunRule


class UnusedSuppression(RunRule):
    """
    ## What it does
    Reports suppressions that hide nothing: the rule finds nothing there any more, there is no
    such rule, it cannot be suppressed, or the comment cannot be read.

    ## Why it matters
    A comment that hides nothing misleads whoever reads it, and it would hide the next finding
    of its rule without anybody having decided so.

    ## When it is silent
    Nothing is said about a rule that did not run on the file, because it is not selected or is
    ignored there; nor while anything cannot be loaded; nor where a check is narrowed to some
    paths. The rules that keep a file from being understood (D001 to D007) and the rules
    about suppressions cannot be suppressed.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads  # kpi: ignore[missing-owner] nobody has the time  # error: [unused-suppression]
        title: Reach 1000 leads
        target: 1000
        owner: dana
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads  # kpi: ignore[missing-owner] the new head of sales starts in October
        title: Reach 1000 leads
        target: 1000
    ```

    ## Fix
    Safe: takes the name out of the bracket, or the comment out of the file where it names no other.
    Unsafe where the rule finds something elsewhere in the file, since the comment may have to move;
    for a rule about history, which judges against a revision; and for a misspelled name, which is
    corrected.
    """

    code = "D103"
    name = "unused-suppression"
    severity = Severity.WARNING
    certainty = Certainty.PROVED
