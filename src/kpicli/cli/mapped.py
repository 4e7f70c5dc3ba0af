"""Which table of a file `kpi import` reads, and what its columns become."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from msgspec.structs import replace

from kpicli.cli.output import Failure, fail_text, write_error
from kpicli.edit import Refusal
from kpicli.edit.sheets import Mapping, Opened, Table, known, mapping_of, mistakes, proposal
from kpicli.findings import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kpicli.edit.sheets import Proposal


def given_mapping(path: Path | None) -> Mapping | None:
    """The mapping in a file, if there is to be one.

    Raises:
        Failure: if there is none in it.
    """
    if path is None:
        return None
    mapping = mapping_of(_text(path))
    if isinstance(mapping, Refusal):
        raise Failure(f"{path}: {mapping.message}", mapping.help)
    return mapping


def table_in(found: Opened, file: Path, name: str | None, mapping: Mapping | None) -> Table:
    """The table of that name, else the one that the mapping names, else the first with rows.

    A file with one table has no other that a mapping could mean.

    Raises:
        Failure: if the file has no such table, or nothing is in it.
    """
    if name is None and mapping and mapping.sheet and len(found.tables) > 1:
        name = mapping.sheet
    tables = {table.name: table for table in found.tables}
    if name is not None and name not in tables:
        near = did_you_mean(name, tables) or f"it has {_quoted(tables)}"
        raise Failure(f"{file} has no sheet `{name}`", near)
    table = tables[name] if name else next((part for part in found.tables if part.rows), None)
    if table is None or not table.rows:
        others = _others(table, found) if table else ()
        remedy = f"--sheet chooses {_quoted(others)}" if others else None
        which = f"the sheet `{table.name}` of {file}" if table and len(tables) > 1 else str(file)
        raise Failure(f"{which} has no rows below a header", remedy)
    return table


def told_of(table: Table, found: Opened, mapping: Mapping | None) -> Proposal:
    """What the columns become, by a mapping or as proposed; of several sheets it names this one."""
    told = known(mapping, table) if mapping else proposal(table)
    sheet = table.name if len(found.tables) > 1 else told.mapping.sheet
    return replace(told, mapping=replace(told.mapping, sheet=sheet))


def one_of_several(table: Table, found: Opened) -> str:
    """That only one sheet was read, and which others there are; empty where there are none."""
    others = _others(table, found)
    if not others:
        return ""
    return f"only the sheet `{table.name}` was read; --sheet chooses {_quoted(others)}"


def check_mapping(told: Proposal, table: Table, found: Opened, path: Path | None) -> None:
    """End the command with all that is wrong with a mapping for a table.

    Raises:
        Failure: the last of it.
    """
    wrong = list(mistakes(told.mapping, table.columns))
    if not wrong:
        return
    if several := one_of_several(table, found):
        write_error(f"note: {several}")
    if path is None:
        remedy = "--save-mapping FILE writes the mapping; give a column the field `title` there"
        raise Failure(wrong[0][0], remedy)
    fail_with_all([Failure(f"{path}: {message}", remedy) for message, remedy in wrong])


def fail_with_all(failures: Sequence[Failure]) -> NoReturn:
    """End the command with all that is wrong.

    Raises:
        Failure: the last of it.
    """
    for failure in failures[:-1]:
        write_error(fail_text(failure))
    raise failures[-1]


def _others(table: Table, found: Opened) -> tuple[str, ...]:
    return tuple(part.name for part in found.tables if part.name != table.name and part.rows)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise Failure(f"`{path}` cannot be read: {reason}") from error
