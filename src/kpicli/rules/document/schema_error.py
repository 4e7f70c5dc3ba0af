"""D002 schema-error."""

from __future__ import annotations

from kpicli.findings import SCHEMA_ERROR
from kpicli.rules.rule import LoadingRule


class SchemaError(LoadingRule):
    """
    ## What it does
    Reports a value that the format does not allow: a list where a mapping belongs, a word where
    a date belongs, a required field that is missing, a formula that cannot be read.

    ## Why it matters
    A definition that cannot be understood takes no part in the cascade, in roll-ups and in
    proofs. Its id is kept, so that goals which refer to it are not reported as well.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: this year  # error: [schema-error]
        target: 1000
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads from 800 to 1,000
        period: 2026
        target: 1000
    ```

    ## Fix
    Unsafe: where one of a few words is expected, writes the nearest of them.
    """

    code = SCHEMA_ERROR.code
    name = SCHEMA_ERROR.name
    severity = SCHEMA_ERROR.severity
    certainty = SCHEMA_ERROR.certainty
