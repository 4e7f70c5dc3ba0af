"""D005 duplicate-id."""

from __future__ import annotations

from kpicli.findings import DUPLICATE_ID
from kpicli.rules.rule import LoadingRule


class DuplicateId(LoadingRule):
    """
    ## What it does
    Reports an id that is defined twice. Objectives and KPIs share one namespace; metrics, teams
    and people have one each. A KPI without `metric` defines a metric under its own id.

    ## Why it matters
    Whoever refers to the id means one of the two, and nothing tells which. Only the first
    definition is used.

    ## Bad
    ```yaml title="sales.yaml"
    kpis:
      - {id: clients, title: Win 50 new clients, target: 50}
    ```
    ```yaml title="service.yaml"
    kpis:
      - id: clients  # error: [duplicate-id]
        title: Keep 400 clients
        target: ">= 400"
    ```

    ## Good
    ```yaml title="sales.yaml"
    kpis:
      - {id: sales.clients, title: Win 50 new clients, target: 50}
    ```
    ```yaml title="service.yaml"
    kpis:
      - {id: service.clients, title: Keep 400 clients, target: ">= 400"}
    ```
    """

    code = DUPLICATE_ID.code
    name = DUPLICATE_ID.name
    severity = DUPLICATE_ID.severity
    certainty = DUPLICATE_ID.certainty
