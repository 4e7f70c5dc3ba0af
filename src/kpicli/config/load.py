"""Settings from their file, with errors that name the line."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from kpicli.config.places import line_of
from kpicli.config.settings import Settings
from kpicli.findings import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

SETTINGS_FILE = "kpi.toml"
PYPROJECT_FILE = "pyproject.toml"
_PYPROJECT_TABLE = ("tool", "kpi")


@dataclass(frozen=True, slots=True)
class ConfigError:
    """One thing wrong in the settings: the file, the line from 1, what is wrong, what to do."""

    path: str
    line: int
    message: str
    help: str | None = None


def find_root(start: Path) -> Path | None:
    """The nearest folder upward that holds settings, or none."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file() or _pyproject_table(folder) is not None:
            return folder
    return None


def load_settings(root: Path) -> tuple[Settings, tuple[ConfigError, ...]]:
    """The settings of a goal repository; the defaults where there are none or they are wrong."""
    path = root / SETTINGS_FILE
    if not path.exists():
        table = _pyproject_table(root)
        if table is None:
            return Settings(), ()
        text = (root / PYPROJECT_FILE).read_text("utf-8")
        return _validated(table, text, PYPROJECT_FILE, _PYPROJECT_TABLE)
    try:
        text = path.read_text("utf-8")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        return Settings(), (_unreadable(error),)
    return _validated(table, text, SETTINGS_FILE, ())


def place_of_setting(root: Path, keys: Sequence[str]) -> tuple[str, int]:
    """The file of the settings and the line, counted from 1, where one of them stands."""
    path = root / SETTINGS_FILE
    if path.is_file():
        return SETTINGS_FILE, line_of(path.read_text("utf-8"), keys)
    pyproject = root / PYPROJECT_FILE
    if pyproject.is_file():
        return PYPROJECT_FILE, line_of(pyproject.read_text("utf-8"), (*_PYPROJECT_TABLE, *keys))
    return SETTINGS_FILE, 1


def _unreadable(error: Exception) -> ConfigError:
    if not isinstance(error, tomllib.TOMLDecodeError):
        reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        return ConfigError(SETTINGS_FILE, 1, f"the settings cannot be read: {reason}")
    words, _, place = str(error).partition(" (at line ")
    line = int(place.split(",")[0]) if place[:1].isdigit() else 1
    return ConfigError(
        SETTINGS_FILE, line, f"this is not TOML: {words[:1].lower()}{words[1:]}", _TOML_HELP
    )


_TOML_HELP = 'texts stand in quotes, lists in brackets: exclude = ["archive/**"]'


def _pyproject_table(folder: Path) -> dict[str, Any] | None:
    try:
        content = tomllib.loads((folder / PYPROJECT_FILE).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return None
    table = content.get("tool", {}).get("kpi")
    return table if isinstance(table, dict) else None


def _validated(
    table: dict[str, Any], text: str, path: str, prefix: tuple[str, ...]
) -> tuple[Settings, tuple[ConfigError, ...]]:
    try:
        return Settings.model_validate(table), ()
    except ValidationError as error:
        return Settings(), tuple(
            _config_error(part, text, path, prefix) for part in error.errors(include_url=False)
        )


def _config_error(error: ErrorDetails, text: str, path: str, prefix: Sequence[str]) -> ConfigError:
    location = error["loc"]
    keys = tuple(str(key) for key in location if isinstance(key, str))
    shown = ".".join(keys)
    line = line_of(text, (*prefix, *keys))
    if error["type"] == "extra_forbidden":
        known = _known_keys(keys[:-1])
        near = did_you_mean(keys[-1], known)
        return ConfigError(path, line, f"there is no setting `{shown}`", near or _listed(known))
    words = error["msg"].removeprefix("Value error, ")
    return ConfigError(path, line, f"`{shown}`: {words[:1].lower()}{words[1:]}")


def _listed(known: Sequence[str]) -> str:
    return f"the settings here are {', '.join(known)}"


def _known_keys(tables: Sequence[str]) -> tuple[str, ...]:
    model: type[BaseModel] = Settings
    for table in tables:
        field = model.model_fields.get(table)
        annotation = field.annotation if field else None
        if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
            return ("url",)
        model = annotation
    return tuple(model.model_fields)
