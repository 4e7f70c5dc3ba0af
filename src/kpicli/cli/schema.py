"""`kpi schema`: the JSON Schema of goal files, of kpi.toml, or of what commands print."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Any

from kpicli.cli.declared import Argument
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.output import write
from kpicli.config.schema import config_schema
from kpicli.models.schema import goals_schema


class Subject(StrEnum):
    """What the schema is of."""

    GOALS = "goals"
    CONFIG = "config"
    CHECK = "check"
    REPORT = "report"


Of = Annotated[
    Subject,
    Argument(help="Of goal files, of kpi.toml, of what check or report print with --format json."),
]


def command(subject: Of = Subject.GOALS) -> int:
    """Print a JSON Schema, for editors and other tools.

    Example: kpi schema goals > goals.schema.json
    """
    write(json.dumps(_schema(subject), indent=2, ensure_ascii=False) + "\n", "json")
    return ExitCode.CLEAN


def _schema(subject: Subject) -> dict[str, Any]:
    if subject is Subject.GOALS:
        return goals_schema()
    if subject is Subject.CONFIG:
        return config_schema()
    if subject is Subject.CHECK:
        from kpicli.render.findings.json_schema import check_schema  # noqa: PLC0415 - see below

        return check_schema()
    # What prints a document brings much along that other subjects do without.
    from kpicli.render.reports.json_schema import report_schema  # noqa: PLC0415 - see above

    return report_schema()
