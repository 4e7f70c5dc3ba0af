"""`kpi rules`: the catalogue of rules."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.options import Colored
from kpicli.cli.output import Color, style_for, write
from kpicli.render.rules_table import rules_json, rules_table
from kpicli.rules.registry import RULES


class Format(StrEnum):
    """How the catalogue is written."""

    TEXT = "text"
    JSON = "json"


Written = Annotated[Format, typer.Option("--format", help="How the catalogue is written.")]


def command(form: Written = Format.TEXT, color: Colored = Color.AUTO) -> int:
    """List all rules with their codes, names and severities.

    Example: kpi rules --format json
    """
    write(rules_json(RULES) if form is Format.JSON else rules_table(RULES, style_for(color)))
    return ExitCode.CLEAN
