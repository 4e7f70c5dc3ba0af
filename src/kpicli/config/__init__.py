"""The settings of a goal repository: `kpi.toml`, or `[tool.kpi]` in a `pyproject.toml`."""

from kpicli.config.load import (
    PYPROJECT_FILE,
    SETTINGS_FILE,
    ConfigError,
    find_root,
    load_settings,
    place_in,
    place_of_setting,
    settings_from,
)
from kpicli.config.settings import Settings, StatusSettings

__all__ = [
    "PYPROJECT_FILE",
    "SETTINGS_FILE",
    "ConfigError",
    "Settings",
    "StatusSettings",
    "find_root",
    "load_settings",
    "place_in",
    "place_of_setting",
    "settings_from",
]
