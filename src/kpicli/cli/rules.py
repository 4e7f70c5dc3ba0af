"""`kpi rules`: the catalogue of rules."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

from kpicli.cli.declared import Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.options import Colored, Root
from kpicli.cli.output import Color, style_for, write
from kpicli.cli.session import config_error, fail_with, open_settings
from kpicli.config import place_of_setting
from kpicli.linter import select_rules
from kpicli.linter.configured import ConfiguredRule, configured
from kpicli.render.configured_rules import configured_json, configured_table
from kpicli.render.rules_table import rules_json, rules_table
from kpicli.rules.registry import RULES


class Format(StrEnum):
    """How the catalogue is written."""

    TEXT = "text"
    JSON = "json"


Written = Annotated[Format, Option("--format", help="How the catalogue is written.")]
Config = Annotated[
    bool, Option("--config", help="Show what the settings make of each rule, and where.")
]


def command(
    form: Written = Format.TEXT,
    config: Config = False,
    root: Root = None,
    color: Colored = Color.AUTO,
) -> int:
    """List all rules with their codes, names and severities.

    Example: kpi rules --config
    """
    if config:
        rules = _configured(root)
        is_json = form is Format.JSON
        text = configured_json(rules) if is_json else configured_table(rules, style_for(color))
    else:
        text = rules_json(RULES) if form is Format.JSON else rules_table(RULES, style_for(color))
    write(text, form)
    return ExitCode.CLEAN


def _configured(root: Path | None) -> tuple[ConfiguredRule, ...]:
    folder, settings = open_settings(root)
    _, errors = select_rules(RULES, settings.check)
    if errors:
        fail_with([config_error(error, folder) for error in errors])
    return configured(RULES, settings.check, partial(place_of_setting, folder))
