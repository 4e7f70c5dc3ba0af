"""The rules that the settings ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.cli.session import config_error, fail_with
from kpicli.linter import select_rules
from kpicli.rules.registry import RULES

if TYPE_CHECKING:
    from kpicli.cli.session import Session
    from kpicli.config.settings import CheckSettings
    from kpicli.linter import ActiveRule


def selected_rules(
    session: Session, settings: CheckSettings | None = None
) -> tuple[ActiveRule, ...]:
    """The rules that settings ask for, by default those of the goal repository.

    Raises:
        Failure: if they name a rule, an option or a severity that does not exist.
    """
    rules, errors = select_rules(RULES, settings or session.settings.check)
    if errors:
        fail_with([config_error(error, session.root) for error in errors])
    return rules
