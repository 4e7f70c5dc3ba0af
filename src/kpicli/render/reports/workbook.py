"""Tables as an Excel workbook, written here so that the same tables give the same bytes.

The file is the smallest one that spreadsheets open: texts stand in their cells, a number or a date
is one where it is the same digit by digit when it is read back, and everything else is text.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from kpicli.edit.sheets.table import guarded
from kpicli.models.period import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpicli.render.reports.sheets import Sheet

LONGEST = 32_767
"""Characters of a cell, as Excel has it."""

_EPOCH = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
_NUMBERS = frozenset(
    {"target", "target.commit", "target.stretch", "baseline", "weight", "tolerance", "value",
     "confidence"}
)  # fmt: skip
_DATES = frozenset({"date", "baseline.date", "reviewed", "until"})
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]*[1-9])?")
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9a-fA-F]{4}_)"
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_FONT = '<sz val="11"/><name val="Calibri"/>'
_BOLD, _DAY = ' applyFont="1"', ' applyNumberFormat="1"'
_XF = '<xf numFmtId="{}" fontId="{}" fillId="0" borderId="0" xfId="0"{}/>'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    f'<fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="3">{_XF.format(0, 0, "")}{_XF.format(0, 1, _BOLD)}'
    f"{_XF.format(14, 0, _DAY)}</cellXfs>"
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """A workbook with a sheet for each table, its header in bold and always in sight.

    No cell is longer than `LONGEST`: see `too_long`.
    """
    numbered = list(enumerate(sheets, 1))
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n, _ in numbered]
            + [("rId0", "styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{n}.xml": "".join(_sheet(sheet)) for n, sheet in numbered},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, f"{_HEAD}{text}".encode())
    return target.getvalue()


def too_long(sheets: Sequence[Sheet]) -> tuple[str, str] | None:
    """The sheet and the first cell of a row that has a text too long for Excel, if there is one."""
    for sheet in sheets:
        for row in sheet.rows:
            if any(len(_fit(guarded(cell))) > LONGEST for cell in row):
                return sheet.name, next(iter(row[1:]), "")
    return None


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews><sheetData>"
    )
    yield f'<row r="1">{"".join(_text(name, 1) for name in sheet.columns)}</row>'
    for number, row in enumerate(sheet.rows, 2):
        cells = zip(sheet.columns, row, strict=True)
        filled = "".join(_cell(name, text) for name, text in cells)
        yield f'<row r="{number}">{filled}</row>'
    yield "</sheetData></worksheet>"


def _cell(column: str, text: str) -> str:
    if not text:
        return "<c/>"
    if column in _NUMBERS and _is_exact(text):
        return f"<c><v>{text}</v></c>"
    day = parse_date(text) if column in _DATES else None
    if day is not None and day >= _FIRST_DAY:
        return f'<c s="2"><v>{(day - _EPOCH).days}</v></c>'
    return _text(text, 0)


def _is_exact(text: str) -> bool:
    """Whether a binary number, which is all that Excel has, gives back the very digits."""
    if not _PLAIN.fullmatch(text) or text == "-0":
        return False
    return f"{Decimal(repr(float(text))):f}".removesuffix(".0") == text


def _text(text: str, style: int) -> str:
    inner = escape(_fit(guarded(text)), quote=False)
    mark = f' s="{style}"' if style else ""
    return f'<c{mark} t="inlineStr"><is><t xml:space="preserve">{inner}</t></is></c>'


def _fit(text: str) -> str:
    """What XML cannot hold, in the escapes that Excel has for it."""
    return _UNFIT.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _content_types(count: int) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in range(1, count + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{sheets}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in targets
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _book(sheets: Sequence[Sheet]) -> str:
    inner = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{inner}</sheets></workbook>'
