"""D007 unreadable-file."""

from __future__ import annotations

from kpicli.findings import UNREADABLE_FILE
from kpicli.rules.rule import LoadingRule


class UnreadableFile(LoadingRule):
    """
    ## What it does
    Reports a file that is not read at all: it is not UTF-8, larger than 10 MB, nested deeper than
    100 levels, or more than 1,000,000 values once its aliases are followed; there is no permission
    to read it; it is a link that leaves the repository, loops or leads nowhere; it is no regular
    file; or its ending is `.YAML`, where only `.yaml` and `.yml` are those of goal files. A CSV
    file with actuals that cannot be read is reported where it is named.

    ## Why it matters
    The goals in the file are missing from every check and report. The limits keep a file that
    was made to exhaust a machine from doing so.

    ## Bad
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads
        target: 1000
        actuals: {csv: actuals/leads.csv, date: date, value: value}  # error: [unreadable-file]
    ```

    ## Good
    ```yaml title="goals.yaml"
    kpis:
      - id: leads
        title: Raise qualified leads
        target: 1000
        actuals: {csv: actuals/leads.csv, date: date, value: value}
    ```
    ```csv title="actuals/leads.csv"
    date,value
    2026-06-30,870
    ```
    """

    code = UNREADABLE_FILE.code
    name = UNREADABLE_FILE.name
    severity = UNREADABLE_FILE.severity
    certainty = UNREADABLE_FILE.certainty
