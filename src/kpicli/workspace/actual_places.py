"""Where an actual stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.models.actual import CsvActuals

if TYPE_CHECKING:
    from kpicli.findings import Label
    from kpicli.models.actual import Actual
    from kpicli.models.goal import Kpi
    from kpicli.workspace.definition import Definition


def place_of_actual(kpi: Definition[Kpi], actual: Actual, message: str = "") -> Label:
    """The place of an actual in the goal file, or there the name of the CSV file that holds it."""
    if isinstance(kpi.model.actuals, CsvActuals):
        return kpi.at("actuals", "csv", message=message)
    return kpi.at("actuals", actual.key, message=message)
