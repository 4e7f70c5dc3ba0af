"""`kpi explain`: one rule's page."""

from __future__ import annotations

from typing import Annotated

from kpicli.cli.declared import Argument
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.options import Colored
from kpicli.cli.output import Color, Failure, style_for, write
from kpicli.findings import did_you_mean
from kpicli.render.rule_page import rule_page
from kpicli.rules.names import known_names, rule_named
from kpicli.rules.page import page_text

Name = Annotated[str, Argument(metavar="RULE", help="A rule's name or code.")]


def command(rule: Name, color: Colored = Color.AUTO) -> int:
    """Explain a rule: what it does, why it matters, a bad and a good example.

    Example: kpi explain orphan-kpi
    """
    known = rule_named(rule) or rule_named(rule.lower()) or rule_named(rule.upper())
    if known is None:
        near = did_you_mean(rule, known_names())
        raise Failure(f"there is no rule `{rule}`", near or "`kpi rules` lists them")
    write(rule_page(page_text(known), style_for(color)))
    return ExitCode.CLEAN
