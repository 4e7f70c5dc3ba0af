"""Writes what is generated: pages of rules, commands and settings, and program output in documents.

Usage: python tools/docs.py [--check]

`--check` writes nothing, lists what is out of date and fails if anything is.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from command_pages import command_pages
from json_page import json_page
from program_output import documents_with_output, expected_outputs
from rule_pages import rule_pages
from sessions import SessionError, pages_of_sessions
from settings_page import settings_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
_RULES = "docs/rules"
_GENERATED = (_RULES, "docs/reference/commands")
"""Folders in which everything is generated."""


def main(arguments: Sequence[str]) -> int:
    """Write the documents, or with `--check` compare them; the exit code."""
    try:
        documents = _documents()
    except SessionError as error:
        print(error)
        return 1
    stale = _stale(documents)
    if "--check" in arguments:
        for path in stale:
            print(f"{path} is out of date; run `python tools/docs.py`")
        return 1 if stale else 0
    for path in stale:
        _write(ROOT / path, documents.get(path))
        print(path)
    return 0


def _documents() -> dict[str, str]:
    """All that is generated, wholly or in part, by path."""
    return {
        **{f"{_RULES}/{name}": text for name, text in rule_pages().items()},
        **settings_page(),
        **json_page(ROOT),
        **expected_outputs(ROOT),
        **documents_with_output(ROOT),
        **pages_of_sessions(ROOT, command_pages()),
    }


def _stale(documents: Mapping[str, str]) -> list[str]:
    """The documents that are missing or differ, and the pages that belong to nothing."""
    pages = {
        path.relative_to(ROOT).as_posix()
        for folder in _GENERATED
        for path in (ROOT / folder).glob("*.md")
    }
    return sorted(
        path for path in {*documents, *pages} if _written(ROOT / path) != documents.get(path)
    )


def _written(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def _write(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
