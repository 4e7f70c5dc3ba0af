"""D006 dangling-reference."""

from __future__ import annotations

from kpicli.findings import DANGLING_REFERENCE
from kpicli.rules.rule import LoadingRule


class DanglingReference(LoadingRule):
    """
    ## What it does
    Reports a reference to something that does not exist: a goal, metric, team, person, guardrail
    or driver, or a name in a formula. The nearest id that exists is suggested. In a repository
    without people an owner is just a name, and without teams a team is.

    ## Why it matters
    The link is missing from the cascade: the goal looks like an orphan, and what it was to
    serve looks as if nobody worked on it.

    ## Bad
    ```yaml title="goals.yaml"
    objectives:
      - {id: growth, title: Win the mid-market}
    kpis:
      - id: leads
        title: Raise qualified leads
        target: 1000
        contributes_to: grwoth  # error: [dangling-reference]
    ```

    ## Good
    ```yaml title="goals.yaml"
    objectives:
      - {id: growth, title: Win the mid-market}
    kpis:
      - id: leads
        title: Raise qualified leads
        target: 1000
        contributes_to: growth
    ```

    ## Fix
    Unsafe: refers to the nearest id that exists. Formulas and `agreed_by` are left alone.
    """

    code = DANGLING_REFERENCE.code
    name = DANGLING_REFERENCE.name
    severity = DANGLING_REFERENCE.severity
    certainty = DANGLING_REFERENCE.certainty
