import pytest

from kpicli.documents import parse
from kpicli.documents.events import CParser
from kpicli.findings import Finding
from kpicli.source import Position, SourceFile, Span

_TAB = "a tab stands where YAML wants spaces"
_ALIGN = "this line is indented unlike the lines it belongs to"
_SPACE = "a space is missing after the `:`"
_AFTER = "text follows a value that is complete"
_LIST = "the list lacks a `,` or `]` before this"
_MAPPING = "the mapping lacks a `,` or `}` before this"
_TEXT = "which YAML takes for text"
_DIRECTIVE = "YAML takes this line as a directive"

_BOTH = [
    ("a:\n\tb: 1\n", _TAB, 2, 1),
    ("a: 1\n\tb: 1\n", _TAB, 2, 1),
    ("a: |\n\tx\n", _TAB, 2, 1),
    ("title:foo\nid: x\n", _SPACE, 1, 6),
    ("id: x\ntitle:foo\nb: 1\n", _SPACE, 2, 6),
    ("kpis:\n  - id:x\n    title: y\n", _SPACE, 2, 7),
    ("a: @x\n", "text cannot begin with `@`", 1, 4),
    ("a: %x\n", "text cannot begin with `%`", 1, 4),
    ("a: `x`\n", "text cannot begin with a backtick", 1, 4),
    ("a: [>= 3]\n", "text cannot begin with `>`", 1, 5),
    ("a: * x\n", "text cannot begin with `*`", 1, 4),
    ("a: & x\n", "text cannot begin with `&`", 1, 4),
    ("a: !x!y z\n", "text cannot begin with `!`", 1, 4),
    ("a: !<x\n", "text cannot begin with `!`", 1, 4),
    ("a: !x\n", "text cannot begin with `!`", 1, 4),
    ("a: >5\nb: 1\n", "text cannot begin with `>`", 1, 4),
    ("a:\n  - >-5  # x\n  - 2\n", "text cannot begin with `>`", 2, 5),
    ("a: ? x\n", "text cannot begin with `?`", 1, 4),
    ("a: {b} c\n", _AFTER, 1, 8),
    ("a: [b] c\nd: 3\n", _AFTER, 1, 8),
    ("a: 'it's'\nb: 1\n", _AFTER, 1, 8),
    ('a: "x" y\n', _AFTER, 1, 8),
    ("a: {b: 1\nc: 2\n", _MAPPING, 2, 2),
    ("a: [1, 2\nb: 3\n", _LIST, 2, 2),
    ("a: [1, 2", _LIST, 1, 9),
    ("a: ]\n", "a value is missing before `]`", 1, 4),
    ("a: [1,,2]\n", "a value is missing before `,`", 1, 7),
    ("a: 1\n}\n", "`}` closes nothing", 2, 1),
    ('a: "x\nb: 1\n', 'the quote `"` opened here is not closed', 1, 4),
    ("a: 'x\n---\n", "the quote `'` opened here is not closed", 1, 4),
    ("a: b: c\n", "a second `: ` stands in one line", 1, 5),
    ("a: see note: it\nb: 1\n", "a second `: ` stands in one line", 1, 12),
    ("a: foo\n  b: c\n", "`b:` stands where the text above goes on", 2, 3),
    ("some text\nand: more\n", "`and:` stands where the text above goes on", 2, 1),
    ("a: 1\nword\nb: 2\n", "`word` has no `:`", 2, 1),
    ("a: 1\nword\n", "`word` has no `:`", 2, 1),
    ("a:\n   b: 1\n  c: 2\n", _ALIGN, 3, 3),
    ("a:\n  - b: 1\n   c: 2\n", _ALIGN, 3, 4),
    ("a:\n  - b\n  c: 1\n", _ALIGN, 3, 3),
    (" a: 1\nb: 2\n", _ALIGN, 2, 1),
    ("a: - b\n", "a list begins on the line of its key", 1, 4),
    ('a: "\\d"\n', "`\\d` begins no valid escape", 1, 5),
    ('a: "\\xzz"\n', "`\\x` begins no valid escape", 1, 5),
    ('a: "x\\ud800"\n', "`\\u` begins no valid escape", 1, 6),
    ('a: "\\UFFFFFFFF"\n', "`\\U` begins no valid escape", 1, 5),
    ("a: | foo\n  x\n", "text stands on the line of the `|`", 1, 4),
    ("a: >x\n", "text stands on the line of the `>`", 1, 4),
    ("a: >= 95%\n", "text cannot begin with `>`", 1, 4),
    ("%YAML 3.0\n---\na: 1\n", _DIRECTIVE, 1, 1),
    ("%YAML 1.2\n%YAML 1.2\n---\n", _DIRECTIVE, 2, 1),
    ("kpis:\n  -id: a\n    title: b\n", "a space is missing after the `-`", 2, 3),
    ("a: 1\nowner:\u00a0ann\n", f"the space here is U+00A0, {_TEXT}", 2, 7),
    ("a:\n  - id: b\n\u3000   c: 1\n    d: 1\n", f"the space here is U+3000, {_TEXT}", 3, 1),
    ("a:\n  -\u202fid: b\n    c: 1\n", f"the space here is U+202F, {_TEXT}", 2, 4),
    ("a: 1\nnote of\u00a0ann\n", "`note of\u00a0ann` has no `:`", 2, 1),
    ("a: 1\nco-\u00a0owner\n", "`co-\u00a0owner` has no `:`", 2, 1),
    ("a: b\x07c\n", "character U+0007 is not allowed in YAML", 1, 5),
    ("é: 1\na: \x00\n", "character U+0000 is not allowed in YAML", 2, 4),
    ("a: \ud800\n", "character U+D800 is not allowed in YAML", 1, 4),
]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "message", "line", "column"), _BOTH)
def test_each_kind_of_mistake_is_explained_at_its_place(
    text: str, message: str, line: int, column: int
) -> None:
    finding, position = _syntax_error(text)
    assert (finding.message, position) == (message, Position(line, column))
    assert finding.help


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        (">= 95%", 'put it in quotes: ">= 95%"'),
        ("> 80 %  # agreed", 'put it in quotes: "> 80 %"'),
        (">=€1.2M", 'put it in quotes: ">=€1.2M"'),
        (">5", 'put it in quotes: ">5"'),
        (">-2  # agreed", 'put it in quotes: ">-2"'),
        (">80", 'put it in quotes: ">80"'),
        ('>= 6"', "begin it on the next line, indented with spaces; or put it in quotes"),
        ("> x", "begin it on the next line, indented with spaces; or put it in quotes"),
    ],
)
def test_a_bound_without_quotes_is_shown_in_quotes(value: str, remedy: str) -> None:
    finding, position = _syntax_error(f"a: 1\ntarget: {value}\nb: 2\n")
    assert (finding.help, position) == (remedy, Position(2, 9))


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "text",
    ["a: >2\n    x\n", "a: >\nb: 1\n", "a: |\n  >5\n", "a: x >5\n", "a: '>5'\n", "a: &x\n  b: 1\n"],
)
def test_what_needs_no_quotes_is_read(text: str) -> None:
    assert parse(SourceFile("goals.yaml", text))[1] == []


_OF_LIBYAML = pytest.mark.skipif(CParser is None, reason="libyaml, which refuses it, is missing")


@pytest.mark.parametrize(
    "text",
    [
        "a: {b:[1}\n",
        pytest.param("a: [x:, y]\n", marks=_OF_LIBYAML),
        pytest.param("a: [b?: :]\n", marks=_OF_LIBYAML),
    ],
)
def test_what_is_no_text_between_brackets_stays_an_error(text: str) -> None:
    assert _syntax_error(text)[0].help


@pytest.mark.parametrize(("text", "opened"), [("a: [1, 2\nb: 3\n", 3), ("a: {b: 1\nc: 2\n", 3)])
def test_an_open_bracket_is_shown_as_well(text: str, opened: int) -> None:
    finding, _ = _syntax_error(text)
    assert [label.place for label in finding.related] == [Span(opened, opened + 1)]


_CONFLICT = "<<<<<<< HEAD\n    target: 5\n=======\n    target: 6\n>>>>>>> 1a2b3c (Raise: 6)\n"


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"kpis:\n  - id: a\n{_CONFLICT}    period: 2026\n", 3),
        (f"kpis:\n  - id: a\n{_CONFLICT}".replace("\n", "\r\n"), 3),
        (f"kpis:\n  - id: a\n    title: [x\n{_CONFLICT}", 4),
        (f'kpis:\n  - id: a\n    title: "x\n{_CONFLICT}', 4),
        (f"kpis:\n  - id: a\n    title: |\n      x\n{_CONFLICT}", 5),
        (f"{_CONFLICT}kpis:\n\t- id: a\n", 1),
        ("a: 1\n=======\nb: 2\n>>>>>>> other\n", 2),
        ("a: 1\n||||||| base\nb: 2\n>>>>>>> other\n", 2),
        ("a: 1\n<<<<<<<\n", 2),
    ],
)
def test_a_merge_conflict_is_named_at_its_first_mark(text: str, line: int) -> None:
    finding, position = _syntax_error(text)
    assert (finding.message, position) == ("a merge conflict is not resolved", Position(line, 1))
    assert finding.help == "keep one side, and remove the lines with <<<<<<<, ======= and >>>>>>>"


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "text", ['a: "x\n<<<<<<< HEAD\n  y"\n', "<<<<<<< HEAD: 1\n", "<<: {a: 1}\n"]
)
def test_what_can_be_read_is_no_conflict(text: str) -> None:
    assert parse(SourceFile("goals.yaml", text))[1] == []


def test_a_lone_line_of_equals_signs_is_no_conflict() -> None:
    finding, _ = _syntax_error("a: 1\n=======\nb: 2\n")
    assert finding.message == "`=======` has no `:`"


def test_an_address_is_not_taken_for_a_key_without_space() -> None:
    finding, position = _syntax_error("a: 1\nhttp://x.y\nb: 2\n")
    assert finding.message == "`http://x.y` has no `:`"
    assert position == Position(2, 1)


def _syntax_error(text: str) -> tuple[Finding, Position]:
    source = SourceFile("goals.yaml", text)
    document, findings = parse(source)
    assert document is None
    assert [finding.rule.code for finding in findings] == ["D001"]
    place = findings[0].primary.place
    assert isinstance(place, Span)
    return findings[0], source.position(place.start)
