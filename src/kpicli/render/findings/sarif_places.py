"""Places and changes as SARIF writes them: a URI from the top of the checkout, and a region."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from kpicli.render.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kpicli.linter import LocatedEdit, LocatedFix, LocatedLabel
    from kpicli.render.json_text import Json


def sarif_place(label: LocatedLabel, prefix: str) -> Json:
    """A physical location. Lines and columns count from 1, `endColumn` is one past the last."""
    return {"artifactLocation": _file(label.path, prefix), "region": _region(label)}


def sarif_fix(fix: LocatedFix, prefix: str) -> Json:
    """What would put a finding right; whoever applies it must know whether it is safe."""
    by_path = groupby(fix.edits, key=lambda edit: edit.path)
    return {
        "description": {"text": f"{escaped(fix.title)} ({fix.safety})"},
        "artifactChanges": [_change(path, edits, prefix) for path, edits in by_path],
    }


def _change(path: str, edits: Iterable[LocatedEdit], prefix: str) -> Json:
    return {
        "artifactLocation": _file(path, prefix),
        "replacements": [
            {"deletedRegion": _region(edit), "insertedContent": {"text": edit.text}}
            for edit in edits
        ],
    }


def _file(path: str, prefix: str) -> Json:
    return {"uri": quote(_bytes(prefix + path)), "uriBaseId": "%SRCROOT%"}


def _bytes(path: str) -> bytes:
    """A path as the disk has it, which need not be UTF-8."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")


def _region(part: LocatedLabel | LocatedEdit) -> Json:
    return {
        "startLine": part.start.line,
        "startColumn": part.start.column,
        "endLine": part.end.line,
        "endColumn": part.end.column,
    }
