"""YAML events from ruamel.yaml's own parser, where libyaml is not installed: the same as its."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from ruamel.yaml import YAML
from ruamel.yaml import events as kinds
from ruamel.yaml.scanner import Scanner

from kpicli.documents.broken import INVALID_CHARACTER, BrokenTextError, forbidden_character

if TYPE_CHECKING:
    from collections.abc import Iterator

_INVALID_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]|\\U(?!000|0010)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = r"(?:[ \t\r\n]|(?<=[ \t\r\n])#[^\r\n]*(?![^\r\n]))*"
_TO_VALUE = re.compile(rf"{_BLANK}:(?=[ \t\r\n]|\Z)")
_BLANKS = re.compile(_BLANK)


def pure_events(text: str) -> Iterator[Any]:
    """The events of a text, as strict about characters as libyaml is, and at the same places.

    Raises BrokenTextError or an error of ruamel.yaml where the text is not YAML.
    """
    found = forbidden_character(text)
    if found:
        raise found
    end = 0
    try:
        for event in _placed(text, _parsed(text)):
            if _SURROGATE.search(getattr(event, "value", "")):
                raise _invalid_escape(text, end)
            end = event.end_mark.index
            yield event
    except (OverflowError, ValueError, AssertionError) as error:
        if _is_no_character(error):
            raise _invalid_escape(text, end) from error
        raise BrokenTextError(str(error), end) from error


class _Scanner(Scanner):
    """A scanner that takes tabs for blanks wherever libyaml does: not where a key may begin."""

    def scan_to_next_token(self) -> None:
        """Passes over what is no token."""
        while not self.allow_simple_key and self.reader.peek() in " \t":
            self.reader.forward()
        super().scan_to_next_token()


class _Mark(Struct, frozen=True):
    """A place in the text."""

    index: int


def _parsed(text: str) -> Iterator[Any]:
    yaml = YAML(typ="safe", pure=True)
    yaml.Scanner = _Scanner
    yield from yaml.parse(text)


def _placed(text: str, events: Iterator[Any]) -> Iterator[Any]:
    """The events, values that are not there where libyaml says that they are.

    That is behind the colon, or between brackets where the next token begins.
    """
    end = brackets = 0
    for event in events:
        if isinstance(event, kinds.CollectionStartEvent):
            brackets += bool(event.flow_style or brackets)
        elif isinstance(event, kinds.CollectionEndEvent):
            brackets -= bool(brackets)
        elif isinstance(event, kinds.ScalarEvent) and _is_missing(event):
            after = event.end_mark.index
            found = _BLANKS.match(text, after) if brackets else _TO_VALUE.match(text, end)
            event.start_mark = event.end_mark = _Mark(found.end() if found else after)
        end = event.end_mark.index
        yield event


def _is_missing(event: Any) -> bool:  # noqa: ANN401 - it has no types
    return not event.value and event.start_mark.index == event.end_mark.index


def _is_no_character(error: Exception) -> bool:
    """Whether `chr` refused a number: out of range, or, up to Python 3.12, too large for C."""
    return isinstance(error, OverflowError) or str(error).startswith("chr()")


def _invalid_escape(text: str, after: int) -> BrokenTextError:
    found = _INVALID_ESCAPE.search(text, after)
    return BrokenTextError(INVALID_CHARACTER, found.start() if found else after)
