"""`kpi explain`: one rule's page."""

from __future__ import annotations

from typing import Annotated

import typer

from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.options import Colored
from kpicli.cli.output import Color, Failure, style_for, write
from kpicli.findings import did_you_mean
from kpicli.render.rule_page import rule_page
from kpicli.rules.page import page_text
from kpicli.rules.registry import RULES

Name = Annotated[str, typer.Argument(metavar="RULE", help="A rule's name or code.")]


def command(rule: Name, color: Colored = Color.AUTO) -> int:
    """Explain a rule: what it does, why it matters, a bad and a good example.

    Example: kpi explain orphan-kpi
    """
    for known in RULES:
        if rule.lower() in {known.name, known.code.lower()}:
            write(rule_page(page_text(known), style_for(color)))
            return ExitCode.CLEAN
    names = [name for known in RULES for name in (known.name, known.code)]
    raise Failure(
        f"there is no rule `{rule}`", did_you_mean(rule, names) or "`kpi rules` lists them"
    )
