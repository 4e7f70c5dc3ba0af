"""A rule's page: its docstring, read for its headings and its examples, and shown as Markdown."""

from __future__ import annotations

import re
from inspect import cleandoc
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.fields.field import Declared
    from kpicli.rules.rule import Rule

HEADINGS = ("What it does", "Why it matters", "Bad", "Good")
"""The headings that every page has, in this order; more may stand between and after them."""

_HEADING = re.compile(r"## +(.+?)\s*\Z")
_FENCE = re.compile(
    r"(?P<ticks>`{3,})(?P<language>\w*)(?P<before> before)?"
    r"(?: title=\"(?P<title>[^\"]+)\")?\s*\Z"
)
_MARK = re.compile(r"# error: \[(?P<rule>[a-z0-9-]+)\](?: \"(?P<words>[^\"]*)\")?")
_SENTENCE = re.compile(r"(?:`[^`]*`|(?!\.(?:\s[A-Z]|\Z)|:\s).)+")
_DEFAULT_TITLES = {"yaml": "goals.yaml", "toml": "kpi.toml"}


class Mark(Struct, frozen=True):
    """A finding that an example announces: on which line, counted from 1, and of which rule.

    `words` is what the finding says among other things, empty where the mark leaves that open.
    """

    path: str
    line: int
    rule: str
    words: str = ""


class Repository(Struct, frozen=True):
    """The files of an example by path, and the findings that they announce.

    `before` are the files of an earlier revision that rules about history compare with, if any.
    """

    files: Mapping[str, str]
    marks: tuple[Mark, ...]
    before: Mapping[str, str] = field(default_factory=dict)


class Section(Struct, frozen=True):
    """A part of a Markdown text, from a heading of the second level to the next."""

    heading: str
    text: str


class Page(Struct, frozen=True):
    """A rule's page: its sections in order, and the two examples that every page has."""

    sections: tuple[Section, ...]
    bad: Repository
    good: Repository


class _Line(Struct, frozen=True):
    """A line of Markdown, with the opening of the fenced block that it stands in, if any."""

    text: str
    fence: re.Match[str] | None
    opens: int
    """The number of the line that opens the block, 0 outside of blocks."""


def page_of(rule: type[Rule]) -> Page:
    """The page of a rule.

    Raises:
        ValueError: where the docstring has no heading `Bad` or `Good`, or an untitled block.
    """
    sections = sections_of(cleandoc(rule.__doc__ or ""))
    texts = {section.heading: section.text for section in sections}
    missing = [heading for heading in HEADINGS[2:] if heading not in texts]
    if missing:
        raise ValueError(f"the page of {rule.__name__} has no heading `## {missing[0]}`")
    return Page(sections, repository_of(texts["Bad"]), repository_of(texts["Good"]))


def sections_of(text: str) -> tuple[Section, ...]:
    """The parts under headings of the second level; what stands before the first is left out."""
    found: list[Section] = []
    for line in _lines(text):
        heading = None if line.fence else _HEADING.match(line.text)
        if heading:
            found.append(Section(heading[1], ""))
        elif found:
            found[-1] = replace(found[-1], text=f"{found[-1].text}{line.text}\n")
    return tuple(found)


def repository_of(text: str) -> Repository:
    """The files in the fenced blocks of a text, except blocks of plain `text`.

    A block is named by `title="path"`; an untitled `yaml` is `goals.yaml`, `toml` is `kpi.toml`.
    A block that opens with `yaml before` is a file of an earlier revision.

    Raises:
        ValueError: for another block without a title, and for a title used twice.
    """
    files: dict[str, str] = {}
    earlier: dict[str, str] = {}
    for _, block in groupby(_lines(text), key=lambda line: line.opens):
        opening, *lines = block
        if opening.fence is None or opening.fence["language"] == "text":
            continue
        title = opening.fence["title"] or _DEFAULT_TITLES.get(opening.fence["language"], "")
        side = earlier if opening.fence["before"] else files
        if not title or title in side:
            raise ValueError(f"{opening.text} needs a title of its own")
        side[title] = "".join(f"{line.text}\n" for line in lines)
    return Repository(files, tuple(_marks(files)), earlier)


def page_text(rule: type[Rule]) -> str:
    """The page as a Markdown document."""
    parts = [
        f"# {rule.name} ({rule.code})",
        f"Severity: **{rule.severity}** · Certainty: **{rule.certainty}**",
        cleandoc(rule.__doc__ or ""),
    ]
    fields = rule.Options.fields
    if fields:
        listed = "\n".join(_option(name, field) for name, field in fields.items())
        example = f"```toml\n[check.options.{rule.name}]\n{_setting(fields)}\n```"
        parts += ["## Options", listed, example]
    return "\n\n".join(parts) + "\n"


def summary_of(rule: type[Rule]) -> str:
    """What the rule does, on one line: the first sentence, as far as its colon if it has one."""
    text = next(part.text for part in page_of(rule).sections if part.heading == HEADINGS[0])
    paragraph = " ".join(text.strip().split("\n\n")[0].split())
    sentence = _SENTENCE.match(paragraph)
    return sentence[0] if sentence else paragraph


def _lines(text: str) -> Iterator[_Line]:
    """The lines; one that opens a block belongs to it, one that closes it does not."""
    fence: re.Match[str] | None = None
    opened = 0
    for number, line in enumerate(text.splitlines(), 1):
        if fence is None:
            fence, opened = _FENCE.match(line), number
            yield _Line(line, fence, opened if fence else 0)
        elif line.strip() == fence["ticks"]:
            fence = None
            yield _Line(line, None, 0)
        else:
            yield _Line(line, fence, opened)


def _marks(files: Mapping[str, str]) -> Iterator[Mark]:
    for path, content in files.items():
        for number, line in enumerate(content.splitlines(), 1):
            for found in _MARK.finditer(line):
                yield Mark(path, number, found["rule"], found["words"] or "")


def _option(name: str, option: Declared) -> str:
    return f"- `{name}`: {option.description} (default `{_toml(option.default)}`)"


def _setting(options: Mapping[str, Declared]) -> str:
    return "\n".join(f"{name} = {_toml(option.default)}" for name, option in options.items())


def _toml(value: object) -> str:
    """An option's value as it is written in `kpi.toml`."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple | list | frozenset):
        items = sorted(value) if isinstance(value, frozenset) else value
        return f"[{', '.join(map(_toml, items))}]"
    return str(value)
