"""Syntax errors in plain words, with the remedy for what is commonly behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents.layout import (
    line_before,
    misses_space,
    misses_space_after_dash,
    odd_space,
    previous_line,
)
from kpicli.documents.problems import shown
from kpicli.findings import SYNTAX_ERROR, Finding, Label, loading_finding
from kpicli.source import MERGE_CONFLICT, MERGE_HELP, Span, merge_marks

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpicli.documents.broken import BrokenTextError
    from kpicli.source import SourceFile


class _Diagnosis(Struct, frozen=True):
    """What is wrong, the remedy, and where: an offset in characters."""

    message: str
    remedy: str
    offset: int


def syntax_finding(source: SourceFile, error: BrokenTextError) -> Finding:
    """The D001 for a text that is not YAML."""
    text = source.text
    marks = merge_marks(text)
    if marks:
        return _left_conflict(source, marks[0])
    diagnosis = (
        _odd_space(text, error)
        or next(
            (
                explain(text, error)
                for pattern, explain in _KINDS
                if re.search(pattern, _words(error))
            ),
            None,
        )
        or _Diagnosis(f"this is not YAML: {error.problem}", "put text in quotes", error.offset)
    )
    start = min(max(diagnosis.offset, 0), len(text))
    label = Label(source.path, Span(start, min(start + 1, len(text))))
    opened = Label(source.path, Span(error.opened, error.opened + 1), "opened here")
    related = (opened,) if _is_bracket(error) else ()
    return loading_finding(
        SYNTAX_ERROR, diagnosis.message, label, help=diagnosis.remedy, related=related
    )


def without_quotes(source: SourceFile, found: re.Match[str]) -> Finding:
    """The D001 for a text that begins with what is no text to YAML."""
    label = Label(source.path, Span(found.start(), found.start() + 1))
    message, remedy = _needs_quotes(found[0])
    return loading_finding(SYNTAX_ERROR, message, label, help=remedy)


def _needs_quotes(text: str) -> tuple[str, str]:
    return f"text cannot begin with `{text[0]}`", f'put it in quotes: "{text}"'


def _odd_space(text: str, error: BrokenTextError) -> _Diagnosis | None:
    """A space that only looks like one: whatever else is wrong may come of it."""
    offset = odd_space(text, min(error.offset, len(text)))
    if offset is None:
        return None
    message = f"the space here is {_character(text, offset)}, which YAML takes for text"
    return _Diagnosis(message, "write a plain space", offset)


def _left_conflict(source: SourceFile, mark: int) -> Finding:
    """A merge that was not finished: whatever else is wrong comes of it, or has to wait."""
    line = source.line(source.position(mark).line)
    label = Label(source.path, Span(mark, mark + len(line)))
    return loading_finding(SYNTAX_ERROR, MERGE_CONFLICT, label, help=MERGE_HELP)


def _words(error: BrokenTextError) -> str:
    return f"{error.problem} / {error.context}"


def _is_bracket(error: BrokenTextError) -> bool:
    return "',' or" in error.problem


def _at_offset(message: str, remedy: str) -> Callable[[str, BrokenTextError], _Diagnosis]:
    """A kind of mistake that shows where the parser stops; {0} is the character there."""
    return lambda text, error: _Diagnosis(
        message.format(_character(text, error.offset)), remedy, error.offset
    )


def _at_opening(message: str, remedy: str) -> Callable[[str, BrokenTextError], _Diagnosis]:
    """A kind of mistake that shows where the part begins that the parser cannot finish."""
    return lambda text, error: _Diagnosis(
        message.format(_character(text, error.opened)), remedy, error.opened
    )


def _character(text: str, offset: int) -> str:
    character = text[offset : offset + 1]
    if character in {"", "\r", "\n"}:
        return "the end of the line" if character else "the end of the file"
    if character == "`":
        return "a backtick"
    return f"`{character}`" if character.isprintable() else f"U+{ord(character):04X}"


def _token(text: str, error: BrokenTextError) -> _Diagnosis:
    if text[error.offset : error.offset + 1] == "\t":
        return _tab(text, error)
    return _at_offset("text cannot begin with {0}", "put the text in quotes")(text, error)


def _second_colon(text: str, error: BrokenTextError) -> _Diagnosis:
    """A colon that makes a key where none can be: on its line, or because of the line above."""
    before = line_before(text, error.offset)
    if re.search(r":\s", before):
        return _Diagnosis(
            "a second `: ` stands in one line", "put the text in quotes", error.offset
        )
    above = previous_line(text, error.offset)
    if misses_space(text[above.start : above.end]):
        colon = text.index(":", above.start)
        return _Diagnosis("a space is missing after the `:`", "write `key: value`", colon)
    if misses_space_after_dash(text[above.start : above.end]):
        dash = text.index("-", above.start)
        return _Diagnosis("a space is missing after the `-`", "write `- key: value`", dash)
    return _Diagnosis(
        f"{shown(before.strip() + ':')} stands where the text above goes on",
        "indent it like the key above, or put text that holds `: ` in quotes",
        error.offset - len(before.lstrip()),
    )


def _lone_text(text: str, error: BrokenTextError) -> _Diagnosis:
    line = text[error.opened :].splitlines()[0] if error.opened < len(text) else ""
    if misses_space(line):
        colon = text.index(":", error.opened)
        return _Diagnosis("a space is missing after the `:`", "write `key: value`", colon)
    return _Diagnosis(
        f"{shown(line.strip())} has no `:`",
        "write `key: value`, or indent text that goes on from the line above",
        error.opened,
    )


def _block(text: str, error: BrokenTextError) -> _Diagnosis:
    """Something that does not fit into the mapping or list that is open."""
    before = line_before(text, error.offset).strip()
    character = text[error.offset : error.offset + 1]
    if character in {"]", "}"}:
        return _Diagnosis(f"`{character}` closes nothing", "remove it, or use quotes", error.offset)
    if before not in {"", "-"}:
        return _Diagnosis(
            "text follows a value that is complete",
            "put the whole text in quotes, and double each quote inside of them",
            error.offset,
        )
    return _Diagnosis(
        "this line is indented unlike the lines it belongs to",
        "align it with them; the items of a list all begin with `- `",
        error.offset,
    )


def _block_scalar(text: str, error: BrokenTextError) -> _Diagnosis:
    """Text behind a `|` or `>`: a bound such as `>= 95%`, or text that begins too early."""
    line = text[error.opened :].splitlines()[0].partition(" #")[0].strip()
    if re.fullmatch(_BOUND, line):
        return _Diagnosis(*_needs_quotes(line), error.opened)
    return _at_opening(
        "text stands on the line of the {0}",
        "begin it on the next line, indented with spaces; or put it in quotes",
    )(text, error)


def _escape(text: str, error: BrokenTextError) -> _Diagnosis:
    start = text.rfind("\\", error.opened, error.offset + 1)
    offset = start if start >= 0 else error.offset
    return _Diagnosis(
        f"`{text[offset : offset + 2]}` begins no valid escape",
        "write `\\\\` for a backslash, or use single quotes",
        offset,
    )


_BOUND = r">=?\s*[+-]?\s*[€$£¥]?\s*[0-9][^\"\\]{0,60}"
_QUOTES = "put the text in quotes"
_tab = _at_offset("a tab stands where YAML wants spaces", "indent with spaces")

# The parsers' words for a problem and its context, with what explains it; the first that fits.
_KINDS: tuple[tuple[str, Callable[[str, BrokenTextError], _Diagnosis]], ...] = (
    (
        "^forbidden character",
        _at_offset("character {0} is not allowed in YAML", "remove it, or write it escaped"),
    ),
    (
        "(end of stream|document).* / .*quoted",
        _at_opening("the quote {0} opened here is not closed", "close it with the same quote"),
    ),
    ("^found a tab", _tab),
    ("cannot start any token", _token),
    (
        r"',' or '\]'",
        _at_offset("the list lacks a `,` or `]` before this", "close the list with `]`"),
    ),
    (
        "',' or '}'",
        _at_offset("the mapping lacks a `,` or `}}` before this", "close it with `}`"),
    ),
    ("^mapping values are not allowed", _second_colon),
    ("(?<!un)expected ':'", _lone_text),
    (
        "sequence entries are not allowed",
        _at_offset(
            "a list begins on the line of its key",
            "begin it on the next line, or put text that begins with `- ` in quotes",
        ),
    ),
    ("mapping keys are not allowed", _at_offset("text cannot begin with {0}", _QUOTES)),
    (
        "unexpected ':'",
        _at_offset("a `:` without a space stands between brackets", _QUOTES),
    ),
    ("/ .*(alias|anchor)", _at_opening("text cannot begin with {0}", _QUOTES)),
    ("directive|incompatible", _at_opening("YAML takes this line as a directive", _QUOTES)),
    ("tag handle|/ .* tag$", _at_opening("text cannot begin with {0}", _QUOTES)),
    ("/ .*quoted|escape|invalid Unicode", _escape),
    ("/ .*block scalar", _block_scalar),
    ("node content", _at_offset("a value is missing before {0}", "write one, or use quotes")),
    ("/ .*block (mapping|collection|sequence)|<document start>", _block),
)
