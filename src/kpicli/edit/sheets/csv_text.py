"""Tables from CSV files, whatever program wrote them."""

from __future__ import annotations

import re

from kpicli.edit.sheets.table import RawRow, Table, table_of

_DELIMITERS = ",;\t|"
_SAMPLE = 20
_BREAK = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def csv_table(name: str, contents: bytes) -> Table:
    """The table in the bytes of a CSV file; never fails.

    UTF-8, or UTF-16 with its mark; what is neither is read as Windows-1252, and a note says so.
    The delimiter is that of `,;|` and tab that splits the first lines most evenly. A quote that
    is never closed makes one cell of all that follows, and a note says so.
    """
    text, notes = decoded(contents)
    mark = _delimiter(text)
    if (cut := re.match(r"sep=(.)(?:\r\n|\r|\n)", text)) is not None:
        mark = cut[1]
        text = text[cut.end() :]
    rows, unclosed = _rows(text, mark)
    return table_of(name, rows, (*notes, *unclosed))


def decoded(contents: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and what had to be guessed for it."""
    marked = next((name for mark, name in _MARKS.items() if contents.startswith(mark)), None)
    try:
        return contents.decode(marked or "utf-8"), ()
    except UnicodeDecodeError as error:
        line = contents.count(b"\n", 0, error.start) + 1
    note = f"the file is not UTF-8 (line {line}) and was read as Windows-1252; look at its accents"
    return _western(contents), (note,)


def _western(contents: bytes) -> str:
    try:
        return contents.decode("cp1252")
    except UnicodeDecodeError:
        return contents.decode("latin-1")


def _delimiter(text: str) -> str:
    lines = [line for line in _BREAK.split(_QUOTED.sub("", text[:100_000])) if line.strip()]

    def evenness(mark: str) -> tuple[int, int, int]:
        counts = [line.count(mark) for line in lines[:_SAMPLE]]
        usual = max(set(counts), key=counts.count, default=0)
        fits = counts.count(usual) if usual else 0
        return bool(usual), fits, usual

    return max(_DELIMITERS, key=evenness)


def _rows(text: str, mark: str) -> tuple[list[RawRow], tuple[str, ...]]:
    """The rows, and a note where the last cell has no end."""
    delimiter = re.escape(mark)
    cell = re.compile(rf'"((?:[^"]|"")*)(?:"([^{delimiter}\r\n]*)|\Z)|([^{delimiter}\r\n]*)')
    rows: list[RawRow] = []
    notes: tuple[str, ...] = ()
    at, line = 0, 1
    while at < len(text):
        start, cells = at, []
        while True:
            found = cell.match(text, at)
            assert found, "a cell may be empty"
            cells.append(_value(found))
            at, notes = found.end(), _unclosed(found)
            if text[at : at + 1] != mark:
                break
            at += 1
        ending = _BREAK.match(text, at)
        at = ending.end() if ending else at
        rows.append(RawRow(line, tuple(cells)))
        line += len(_BREAK.findall(text, start, at))
    return rows, notes


def _unclosed(found: re.Match[str]) -> tuple[str, ...]:
    if found[1] is None or found[2] is not None:
        return ()
    line = len(_BREAK.findall(found.string, 0, found.start())) + 1
    return (f'the quote (") that begins in line {line} has no end; all that follows is one cell',)


def _value(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[3]
    return found[1].replace('""', '"') + (found[2] or "")
