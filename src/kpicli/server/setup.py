"""How a goal repository is checked: its settings, and the rules that they select."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.config import ConfigError, Settings, load_settings, place_of_setting
from kpicli.linter import ActiveRule, select_rules
from kpicli.models.period import Calendar
from kpicli.models.preset import Preset
from kpicli.models.thresholds import Thresholds
from kpicli.rules.registry import RULES
from kpicli.workspace import Context

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


class Setup(Struct, frozen=True):
    """The settings, the rules that run, and what is wrong in the settings."""

    settings: Settings
    rules: tuple[ActiveRule, ...]
    errors: tuple[ConfigError, ...] = ()

    def context(self, day: date) -> Context:
        """What goal files mean under these settings on a day."""
        calendar, status = self.settings.calendar, self.settings.status
        return Context(
            day,
            Calendar(calendar.fiscal_year_start, calendar.fiscal_year_named_by),
            Thresholds(status.on_track, status.at_risk),
            Preset(status.preset),
        )


def setup_of(root: Path, before: Setup | None = None) -> Setup:
    """The setup of a goal repository; with wrong settings the one before, or the defaults."""
    settings, errors = load_settings(root)
    rules, refused = select_rules(RULES, settings.check)
    wrong = (
        *errors,
        *(ConfigError(*place_of_setting(root, e.keys), e.message, e.help) for e in refused),
    )
    if not wrong:
        return Setup(settings, rules)
    if before is not None:
        return replace(before, errors=wrong)
    defaults = Settings()
    return Setup(defaults, select_rules(RULES, defaults.check)[0], wrong)
