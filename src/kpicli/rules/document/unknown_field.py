"""D003 unknown-field."""

from __future__ import annotations

from kpicli.findings import UNKNOWN_FIELD
from kpicli.rules.rule import LoadingRule


class UnknownField(LoadingRule):
    """
    ## What it does
    Reports a key that the format does not know, with the nearest one that it does.

    ## Why it matters
    A misspelled key would be ignored in silence: the goal below would have no baseline, and
    nobody would hear of it. Notes of your own belong under `meta:`, which takes anything.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads to 1,000
        basline: 800  # error: [unknown-field]
        target: 1000
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads to 1,000
        baseline: 800
        target: 1000
        meta: {slide: 14}
    ```

    ## Fix
    Unsafe: gives the key the name that is nearest, where the mapping lacks that.
    """

    code = UNKNOWN_FIELD.code
    name = UNKNOWN_FIELD.name
    severity = UNKNOWN_FIELD.severity
    certainty = UNKNOWN_FIELD.certainty
