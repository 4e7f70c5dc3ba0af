"""`kpi schema`: the JSON Schema of goal files or of kpi.toml."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

from kpicli.cli.declared import Argument
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.output import write
from kpicli.config.schema import config_schema
from kpicli.models.schema import goals_schema


class Subject(StrEnum):
    """What the schema is of."""

    GOALS = "goals"
    CONFIG = "config"


Of = Annotated[Subject, Argument(help="Of goal files, or of kpi.toml.")]


def command(subject: Of = Subject.GOALS) -> int:
    """Print a JSON Schema, for editors and other tools.

    Example: kpi schema goals > goals.schema.json
    """
    schema = goals_schema() if subject is Subject.GOALS else config_schema()
    write(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")
    return ExitCode.CLEAN
