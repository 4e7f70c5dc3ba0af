"""D001 syntax-error."""

from __future__ import annotations

from kpicli.findings import SYNTAX_ERROR
from kpicli.rules.rule import LoadingRule


class SyntaxError(LoadingRule):  # noqa: A001 - classes are named after their rules
    """
    ## What it does
    Reports text that is not YAML: a bracket never closed, a key without its colon, a tab as
    indentation, a second document in the file.

    ## Why it matters
    Nothing after the mistake can be understood, so the goals written there are missing from
    every check and report.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: "Raise qualified leads from 800 to 1,000  # error: [syntax-error]
        target: 1000
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: "Raise qualified leads from 800 to 1,000"
        target: 1000
    ```
    """

    code = SYNTAX_ERROR.code
    name = SYNTAX_ERROR.name
    severity = SYNTAX_ERROR.severity
    certainty = SYNTAX_ERROR.certainty
