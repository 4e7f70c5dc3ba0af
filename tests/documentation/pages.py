"""The pages of the documentation and their fenced blocks, as tests see them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fenced import Block, blocks_of

ROOT = Path(__file__).parent.parent.parent
SESSIONS = ("docs/tutorial/", "docs/how-to/", "docs/reference/commands/")
"""Folders of pages that `tools/sessions.py` runs, files and commands, in order."""
_RULES = "docs/rules/"
"""Their examples are those of the rules' docstrings, which tests/rules/test_examples.py runs."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and its page."""

    page: str
    block: Block

    @property
    def place(self) -> str:
        """Page and line, for the names of tests."""
        return f"{self.page}:{self.block.line}"


def all_blocks() -> list[Placed]:
    """Every fenced block of the documentation, rules' pages aside."""
    paths = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    pages = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths}
    return [
        Placed(page, block)
        for page, text in pages.items()
        if not page.startswith(_RULES)
        for block in blocks_of(text)
    ]


def open_blocks(*languages: str) -> list[Placed]:
    """The blocks of some languages that are neither marked, nor run as part of a session."""
    return [
        placed
        for placed in all_blocks()
        if placed.block.language in languages
        and not placed.block.reason
        and not is_in_session(placed)
    ]


def is_in_session(placed: Placed) -> bool:
    """Whether the block writes a file of a session or runs its commands."""
    named = placed.block.title or placed.block.language == "console"
    return bool(named) and placed.page.startswith(SESSIONS)
