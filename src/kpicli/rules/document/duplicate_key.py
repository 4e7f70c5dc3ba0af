"""D004 duplicate-key."""

from __future__ import annotations

from kpicli.findings import DUPLICATE_KEY
from kpicli.rules.rule import LoadingRule


class DuplicateKey(LoadingRule):
    """
    ## What it does
    Reports a key that stands twice in one mapping.

    ## Why it matters
    Only one of the two values can hold, and which one depends on the program that reads the
    file. Often one of them was meant for the goal below.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads
        target: 1000
        target: 1200  # error: [duplicate-key]
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads
        target: {target: 1000, stretch: 1200}
    ```

    ## Fix
    Safe: removes the key where both values are the same.
    """

    code = DUPLICATE_KEY.code
    name = DUPLICATE_KEY.name
    severity = DUPLICATE_KEY.severity
    certainty = DUPLICATE_KEY.certainty
