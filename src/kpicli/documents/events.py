"""YAML events of a text: from libyaml where it is installed, else from ruamel.yaml itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from ruamel.yaml import events as kinds
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from kpicli.documents.broken import BrokenTextError, forbidden_character, from_parser
from kpicli.documents.masks import MaskedText, is_word_sign, mask_breaks, mask_word_signs

try:
    from _ruamel_yaml import CParser as _CParser
except ImportError:
    _CParser = None

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CParser = _CParser
"""The parser of libyaml; None where it is not installed."""

# The classes that both parsers make events of; comparing them is the quickest way to tell.
ALIAS: type = kinds.AliasEvent
COLLECTION_END: type = kinds.CollectionEndEvent
COLLECTION_START: type = kinds.CollectionStartEvent
DOCUMENT_END: type = kinds.DocumentEndEvent
DOCUMENT_START: type = kinds.DocumentStartEvent
MAPPING_END: type = kinds.MappingEndEvent
MAPPING_START: type = kinds.MappingStartEvent
NODE: type = kinds.NodeEvent
SCALAR: type = kinds.ScalarEvent
SEQUENCE_END: type = kinds.SequenceEndEvent
STREAM_END: type = kinds.StreamEndEvent

_Built = TypeVar("_Built")


class Mark(Protocol):
    """A place in the text; `index` counts characters from 0."""

    index: int


class Event(Protocol):
    """One step through a text; which attributes it really has depends on its class.

    `ctag` is the tag as the parser holds it. An unquoted scalar has no `style`.
    """

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    tag: str | None
    ctag: object | None
    flow_style: bool
    style: str | None
    value: str


def is_bare(event: Event) -> bool:
    """Whether a scalar is neither quoted nor tagged, so that its text tells what it is."""
    return not event.style and event.ctag is None


def read(text: str, build: Callable[[Callable[[], Event]], _Built]) -> _Built:
    """What `build` makes of the text, given the function that returns one event after another.

    `build` starts afresh when it is called a second time; it stops at the end of the stream or
    earlier. Raises BrokenTextError where the text is not YAML.
    """
    masked = mask_breaks(text)
    try:
        return _attempt(masked, build)
    except BrokenTextError as error:
        if not is_word_sign(masked.text, error.offset):
            raise
        try:
            return _attempt(mask_word_signs(masked), build)
        except BrokenTextError:
            raise error from None


def _attempt(masked: MaskedText, build: Callable[[Callable[[], Event]], _Built]) -> _Built:
    try:
        return build(_source(masked))
    except MarkedYAMLError as error:
        raise from_parser(error) from error
    except (YAMLError, UnicodeEncodeError) as error:
        found = forbidden_character(masked.text)
        raise found or BrokenTextError(str(error), 0) from error


def _source(masked: MaskedText) -> Callable[[], Event]:
    if CParser is None:
        from kpicli.documents.pure_events import pure_events  # noqa: PLC0415 - seldom needed

        next_event = pure_events(masked.text).__next__
    else:
        next_event = CParser(masked.text).get_event
    return _restored(next_event, masked).__next__ if masked.originals else next_event


def _restored(next_event: Callable[[], Event], masked: MaskedText) -> Iterator[Event]:
    while True:
        event = next_event()
        if hasattr(event, "value"):
            event.value = masked.restore(event.value)
        yield event
