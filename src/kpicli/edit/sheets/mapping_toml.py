"""Mappings as TOML files that say what each part does."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

from kpicli.edit.new_actual import Refusal
from kpicli.edit.sheets.mapping import FIELDS, META, Mapping
from kpicli.findings import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Mapping as AnyMapping

    from kpicli.edit.sheets.table import Table

SCHEMA = "kpi.mapping/v1"
"""The name and version of the format. Within it, keys are only ever added."""

_KEYS = ("schema", "kind", "sheet", "decimal", "dates", "ids", "constants", "teams", "columns",
         "values")  # fmt: skip
_LONGEST_SAMPLE = 40
_FILE_HEAD = """\
# What `kpi import` makes of a table. Change what is not as it should be, and import with
#   kpi import FILE --mapping THIS_FILE
"""


def mapping_text(mapping: Mapping, table: Table | None = None) -> str:
    """A mapping as TOML, with an example from the table beside each column; deterministic."""
    return "\n".join((*_lines(mapping, table), ""))


def mapping_of(text: str) -> Mapping | Refusal:
    """The mapping in a TOML file, or what is wrong with it."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Refusal(f"it is no TOML: {error}", 'texts stand in quotes: "column" = "title"')
    for key in data:
        if key not in _KEYS:
            near = did_you_mean(key, _KEYS) or f"the keys are {', '.join(_KEYS)}"
            return Refusal(f"there is no key `{key}` in a mapping", near)
    if data.get("schema", SCHEMA) != SCHEMA:
        return Refusal(f"its schema is not `{SCHEMA}`")
    return _checked(data)


def _checked(data: dict[str, Any]) -> Mapping | Refusal:
    ids, teams = data.get("ids", {}), data.get("teams", {})
    texts = {name: data.get(name, "") for name in ("sheet", "dates")}
    texts |= {"kind": data.get("kind", "kpi"), "decimal": data.get("decimal", ".")}
    wrong = _wrong_shape(data, ids, teams, texts)
    if wrong:
        return Refusal(wrong, "see the page about import and export")
    origins = ids.get("from", [])
    return Mapping(
        columns=tuple(data.get("columns", {}).items()),
        kind=texts["kind"],
        sheet=texts["sheet"],
        values=data.get("values", {}),
        constants=data.get("constants", {}),
        id_from=tuple([origins] if isinstance(origins, str) else origins),
        id_under=ids.get("under", ""),
        id_key=ids.get("key", ""),
        organization=teams.get("organization", ""),
        decimal=texts["decimal"],
        dates=texts["dates"],
    )


def _wrong_shape(data: dict[str, Any], ids: Any, teams: Any, texts: dict[str, Any]) -> str:  # noqa: ANN401 - as a file holds them
    tables = {name: data.get(name, {}) for name in ("columns", "constants", "values")}
    for name, part in {**tables, "ids": ids, "teams": teams}.items():
        if not isinstance(part, dict):
            return f"`{name}` is a table: begin it with [{name}]"
    inner = {f"values.{name}": part for name, part in tables["values"].items()}
    texts_only = {name: part for name, part in {**tables, **inner}.items() if name != "values"}
    wrong = next((name for name, part in texts_only.items() if not _holds_texts(part)), "")
    if wrong:
        return f"`{wrong}` holds texts, and each stands in quotes"
    return _wrong_choice(texts) or _wrong_parts(ids, teams, texts)


def _holds_texts(part: Any) -> bool:  # noqa: ANN401 - as a file holds it
    return isinstance(part, dict) and all(isinstance(text, str) for text in part.values())


def _wrong_choice(texts: dict[str, Any]) -> str:
    choices = {"kind": ("kpi", "objective"), "decimal": (".", ","), "dates": ("", "day", "month")}
    for name, known in choices.items():
        if texts[name] not in known:
            return f"`{name}` is one of {', '.join(json.dumps(word) for word in known)}"
    return ""


def _wrong_parts(ids: dict[str, Any], teams: dict[str, Any], texts: dict[str, Any]) -> str:
    origins = ids.get("from", [])
    parts = [origins] if isinstance(origins, str) else origins
    is_text = isinstance(parts, list) and all(isinstance(part, str) for part in parts)
    if not is_text or not all(isinstance(ids.get(name, ""), str) for name in ("under", "key")):
        return "`ids` has `from`, a list of columns, and `under` and `key`, a column each"
    if set(ids) - {"from", "under", "key"} or set(teams) - {"organization"}:
        return "[ids] has the keys `from`, `under` and `key`, [teams] has `organization`"
    if not isinstance(texts["sheet"], str) or not isinstance(teams.get("organization", ""), str):
        return "`sheet` and `organization` are texts"
    return ""


def _lines(mapping: Mapping, table: Table | None) -> Iterator[str]:
    yield f'{_FILE_HEAD}schema = "{SCHEMA}"'
    yield '\n# What a row is, where no column says so: "kpi" or "objective".'
    yield f"kind = {_text(mapping.kind)}"
    if mapping.sheet:
        yield f"\n# The sheet of the workbook.\nsheet = {_text(mapping.sheet)}"
    yield '\n# The sign before decimals, and what comes first in 03/04/2026: "day" or "month".'
    yield f"decimal = {_text(mapping.decimal)}"
    yield f"dates = {_text(mapping.dates)}"
    yield from _ids(mapping)
    yield '\n# Fields that every goal gets, such as period = "FY2026".'
    yield from _table("constants", mapping.constants)
    yield "\n# The team above all teams, by its title; without one they stand side by side."
    yield from _table(
        "teams", {"organization": mapping.organization} if mapping.organization else {}
    )
    yield from _columns(mapping, table)
    for column, words in mapping.values.items():
        yield f"\n# What the words in `{_shown(column)}` become."
        yield from _table(f"values.{_key(column)}", words)


def _ids(mapping: Mapping) -> Iterator[str]:
    yield "\n# Ids are made from these columns, below that of another column; of two that would be"
    yield "# the same, the second gets the `key` behind it. A column that is the `id` is the id."
    yield "[ids]"
    yield f"from = [{', '.join(map(_text, mapping.id_from))}]"
    yield f"under = {_text(mapping.id_under)}"
    yield f"key = {_text(mapping.id_key)}"


def _columns(mapping: Mapping, table: Table | None) -> Iterator[str]:
    yield "\n# What each column becomes. The fields are"
    yield from (f"#   {line}" for line in _wrapped(FIELDS))
    yield "# and actuals.2026-01, interim_targets.2026, objective.1 (top), objective.2, meta.name."
    yield "[columns]"
    fields = [(name, part) for name, part in mapping.columns if part != META]
    yield from (_column(name, part, table) for name, part in fields)
    rest = [(name, part) for name, part in mapping.columns if part == META]
    if rest:
        yield "\n# These are kept as they are, under `meta`."
    yield from (_column(name, part, table) for name, part in rest)


def _column(name: str, part: str, table: Table | None) -> str:
    samples = table.values(name) if table and name in table.columns else ()
    example = f"  # {_shown(samples[0])}" if samples else ""
    return f"{_key(name)} = {_text(part)}{example}"


def _shown(text: str) -> str:
    """A text in a comment: on one line, printable, not too long."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return printable if len(printable) <= _LONGEST_SAMPLE else f"{printable[:_LONGEST_SAMPLE]}…"


def _table(name: str, parts: AnyMapping[str, str]) -> Iterator[str]:
    yield f"[{name}]"
    yield from (f"{_key(key)} = {_text(part)}" for key, part in parts.items())


def _key(name: str) -> str:
    is_bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if is_bare else _text(name)


def _text(text: str) -> str:
    r"""A TOML basic string; JSON's escapes are TOML's, but for that of the control 7F."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _wrapped(words: Iterable[str]) -> Iterator[str]:
    line = ""
    for word in words:
        if len(line) + len(word) > 90:  # noqa: PLR2004 - fits a line
            yield line.rstrip()
            line = ""
        line += f"{word}, "
    yield line.rstrip(", ")
