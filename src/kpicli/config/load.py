"""Settings from their file, with errors that name the line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kpicli.config.settings import Settings
from kpicli.fields.invalid import refusals_in
from kpicli.fields.read import read
from kpicli.fields.value import Value, fields_of, types_of
from kpicli.findings import did_you_mean
from kpicli.source import MERGE_CONFLICT, MERGE_HELP, merge_marks, not_utf8

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

SETTINGS_FILE = "kpi.toml"
PYPROJECT_FILE = "pyproject.toml"
_PYPROJECT_TABLE = ("tool", "kpi")

Contents = Callable[[str], bytes | None]
"""The contents of a file next to the goal files, by its name; none where there is no such file.

It may raise what the disk does.
"""


class ConfigError(Struct, frozen=True):
    """One thing wrong in the settings: the file, the line from 1, what is wrong, what to do."""

    path: str
    line: int
    message: str
    help: str | None = None


def find_root(start: Path) -> Path | None:
    """The nearest folder upward that holds settings, or none."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file() or _has_settings(partial(_on_disk, folder)):
            return folder
    return None


def load_settings(root: Path) -> tuple[Settings, tuple[ConfigError, ...]]:
    """The settings of a goal repository; the defaults where there are none or they are wrong."""
    return settings_from(partial(_on_disk, root))


def settings_from(contents: Contents) -> tuple[Settings, tuple[ConfigError, ...]]:
    """The settings in files that are read by their names, wherever they are."""
    name, prefix = _file(contents)
    text = ""
    try:
        found = contents(name)
        if found is None:
            return Settings(), ()
        text = _text(found)
        table = _table(text, prefix)
    except UnicodeDecodeError as error:
        return Settings(), (_not_text(error, name, found or b""),)
    except (OSError, ValueError, RecursionError) as error:
        return Settings(), (_unreadable(error, name, text),)
    try:
        return read(Settings, table), ()
    except ValueError as error:
        parts = refusals_in(error)
        return Settings(), tuple(_config_error(part, text, name, prefix) for part in parts)


def table_at(root: Path) -> Any:  # noqa: ANN401 - whatever TOML may hold
    """The settings of a goal repository as they are written, right or wrong.

    Raises:
        OSError, ValueError, RecursionError: if they cannot be read.
    """
    contents = partial(_on_disk, root)
    name, prefix = _file(contents)
    return _table(_text(contents(name) or b""), prefix)


def place_of_setting(root: Path, keys: Sequence[str]) -> tuple[str, int]:
    """The file of the settings and the line, counted from 1, where one of them stands."""
    return place_in(partial(_on_disk, root), keys)


def place_in(contents: Contents, keys: Sequence[str]) -> tuple[str, int]:
    """The same in files that are read by their names, wherever they are."""
    name, prefix = _file(contents)
    try:
        return name, _line_of(_text(contents(name) or b""), (*prefix, *keys))
    except (OSError, UnicodeDecodeError):
        return name, 1


def _table(text: str, prefix: Sequence[str]) -> Any:  # noqa: ANN401 - the same
    table: Any = tomllib.loads(text, parse_float=Decimal)
    for key in prefix:
        table = table[key]
    return table


def _on_disk(root: Path, name: str) -> bytes | None:
    file = root / name
    return file.read_bytes() if file.exists() else None


def _file(contents: Contents) -> tuple[str, tuple[str, ...]]:
    """The file with the settings, and the way to them in it."""
    try:
        has_own = contents(SETTINGS_FILE) is not None
    except OSError:
        has_own = True
    if not has_own and _has_settings(contents):
        return PYPROJECT_FILE, _PYPROJECT_TABLE
    return SETTINGS_FILE, ()


def _text(contents: bytes) -> str:
    # Windows editors begin files with a byte order mark, which TOML does not have.
    return contents.decode("utf-8-sig")


def _has_settings(contents: Contents) -> bool:
    """Whether a `pyproject.toml` has the table, broken or not."""
    try:
        text = _text(contents(PYPROJECT_FILE) or b"")
    except (OSError, UnicodeDecodeError):
        return False
    try:
        tools = tomllib.loads(text).get("tool")
    except (ValueError, RecursionError):
        return re.search(r"^\s*\[\s*tool\s*\.\s*kpi\b", text, re.MULTILINE) is not None
    return isinstance(tools, dict) and "kpi" in tools


def _not_text(error: UnicodeDecodeError, path: str, contents: bytes) -> ConfigError:
    reason, place = not_utf8(contents, error)
    message = f"the settings cannot be read: it {reason}"
    return ConfigError(path, place.line, message, "save it as UTF-8")


def _unreadable(error: Exception, path: str, text: str) -> ConfigError:
    if not isinstance(error, tomllib.TOMLDecodeError):
        return ConfigError(path, 1, f"the settings cannot be read: {_reason(error)}")
    marks = merge_marks(text)
    if marks:
        above = text.count("\n", 0, marks[0])
        return ConfigError(path, above + 1, MERGE_CONFLICT, MERGE_HELP)
    words, _, place = str(error).partition(" (at ")
    line = re.match(r"line (\d+)", place)
    number = int(line[1]) if line else 1
    if re.match(r"Cannot (?:overwrite a value|declare .* twice)", words):
        return ConfigError(path, number, "this is not TOML: a key stands twice", _TWICE_HELP)
    message = f"this is not TOML: {words[:1].lower()}{words[1:]}"
    return ConfigError(path, number, message, _TOML_HELP)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return (error.strerror or "the disk does not answer").lower()
    return "it is nested too deep"


_TWICE_HELP = "keep one of the two, and one table of each name"
_TOML_HELP = 'texts stand in quotes, lists in brackets: exclude = ["archive/**"]'


def _line_of(text: str, keys: Sequence[str]) -> int:
    from kpicli.config.places import line_of  # noqa: PLC0415 - most settings are right

    return line_of(text, keys)


def _config_error(error: ErrorDetails, text: str, path: str, prefix: Sequence[str]) -> ConfigError:
    location = error["loc"]
    keys = tuple(str(key) for key in location if isinstance(key, str) and key != "[key]")
    shown = ".".join(keys)
    line = _line_of(text, (*prefix, *keys))
    if error["type"] == "extra_forbidden":
        known = _known_keys(keys[:-1])
        near = _elsewhere(keys[-1], prefix) or did_you_mean(keys[-1], known)
        return ConfigError(path, line, f"there is no setting `{shown}`", near or _listed(known))
    from kpicli.config.refused import refused_words  # noqa: PLC0415 - most settings are right

    words, remedy = refused_words(error)
    return ConfigError(path, line, f"`{shown or 'tool.kpi'}`: {words}", remedy)


def _listed(known: Sequence[str]) -> str:
    return f"the settings here are {', '.join(known)}"


def _elsewhere(key: str, prefix: Sequence[str]) -> str | None:
    """The table that has a setting of this name, if one has."""
    for name, table in types_of(Settings).items():
        if isinstance(table, type) and issubclass(table, Value) and key in fields_of(table):
            return f"`{key}` stands under [{'.'.join((*prefix, name))}]"
    return None


def _known_keys(tables: Sequence[str]) -> tuple[str, ...]:
    model: type[Value] = Settings
    for table in tables:
        kind = types_of(model).get(table)
        if not (isinstance(kind, type) and issubclass(kind, Value)):
            return ("url",)
        model = kind
    return fields_of(model)
