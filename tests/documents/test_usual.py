"""The reader of the usual form says what the constructor says, or nothing: texts one by one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest

from constructed import GOALS, is_taken
from kpicli.documents import construct, known_as_usual, remember_usual, usual
from kpicli.documents.usual import is_usual, usual_data

_EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/**/*.y*ml"))

_TAKEN = [
    "", "\n", "# only a comment", "---\n", "--- # start\na: 1\n", "# head\n\n---\na: 1\n", "a: 1",
    "a:", "a:\n", "a: 1\r\nb:\r\n  - x\r\n", "a: b # c\n", "a: b#c\n", "key:  # comment\n  b: 1\n",
    "a: 'it''s'\n", 'a: "x" # c\n', 'a: "say \\"x\\" \\\\ y"\n', "a: http://x.y:80/z?q#f\n",
    "a: -1\nb: -x\nc: .5\nd: +20%\ne: €20M\n",
    "a: 0x1F\nb: 1_000\nc: 012\nd: 1e3\ne: .inf\nf: 2026-01-31\ng: 12:30\n",
    'a: ~\nb: null\nc: yes\nd: true\ne: \'true\'\nf: "1"\ng: \'\'\n',
    '2026-01-31: 5\n012: 6\ntrue: 7\n\'\': 8\n"null": 9\n', "a b c: d e f\n",
    "a:\n- b\n- c\nd: 1\n", "a:\n  - - b\n    - c\n  -   d: 1\n      e: 2\n  -\n  - f\n",
    "a:\n  -\n    b: 1\n  - # comment\n    c: 1\n",
    'a: [b, c]\nb: {c: 1, d: [x, {y: z}], \'e f\': "g, h"}\nc: []\nd: {}\ne: [a, ]\n',
    "a: {-: b, c: -d}\n", "a: [b] # c [d]\nb:\n  - {c: 1}  # e[f]\n  - ['g #h'] # {i}\n",
    "a: [http://x.y, team:sales, it's, b#c]\n", "a: [b,\n    c] # d\n", "a: [\n  b,\n  c\n  ]\n",
    "a: text\n  goes on\n   below\nb:\n  text\n  below\n",
    "a:\n  - text\n   goes on\n  - - deeper\n     goes on\n", "a: b\n  - c\n  ? d\n",
    "a: |\n  x\n   y\n\n  # z\nb: 1\n",
    "a: >\n  x\n  y\n\n\n  z\n\nb: >+ # c\n  x\n\n\nc: |-\n    x\n",
    "a:\n  - |\n    x\n  - >-\n   y\n   z\n", "ключ: значение\nb: 日本語 😀\nc: 20\xa0000 €\n",
    "a: x } ]\n", 'a: x "y" \'z\' & * ! | > % @ `\n', "a:\n\n  # c\n\n  b: 1\n\n# d\n  # e\n",
]  # fmt: skip

_TRICKY = [
    "a: b: c", "a:b", "a:b: c", "- - a", "a: [b, c]d", "a: }", "a: ]", "- a: 1\n b: 2",
    "a: 1  \nb: 2 ", "a : 1", "a: 'x", 'a: "x', "a: 'x'y", 'a: "x"# c', "? x", "? x\n: y",
    "a: &x 1\nb: *x", "a: !!str 1", "a: ! b", "a: |2\n   x", "a: |\n x", "a: |\nb: 1",
    "a: |\n\n  x\n", "a: |\n  x\n y\n", "a: >\n  x\n   y\n  z\n", "a: |\n  x\n  ", "a: |+\n  x",
    "a: | x\n  y\n", "a: |-#\n  x\n", "a: |\n  x\n# c\n  y\n", "a: 1\n...\n", "...", "... a: 1",
    "a: 1\n...\nb: 2\n", "a: 1\n---\nb: 2\n", "--- a", "--- a: 1", "---a: 1", "--- |\n x", "a: ---",
    "a: ...", "%YAML 1.2\n---\na: 1\n", "a: %x", "a: @x", "a: `x`", "a: *x", "a: !x", "a: 1\na: 2",
    "a: {b: 1, b: 2}", "<<: {a: 1}", "a: {<<: {b: 1}}", '"<<": 1', "~: 1", "null: 1", ": 1",
    "a: {~: 1}", "a: {: 1}", "a: {a}", "a: {a: }", "a: {a:1}", 'a: {"a":1}', "a: [b: c]",
    "a: [a, ]", "a: [,]", "a: [a,, b]", "a: [a b, c: d]", "a: [a\n b]", "a: [a", "a: [\n",
    "a: {b: 1,\n", "a: {b: [}", "a: [b]]", "a: [b] [c]", "a: {b: c: d}", "a: {b: ?c}", "a: [-]",
    "a: [- b]", "a: [-1, -x, --y]", "a: [b #c]\n", "a: [b, #c]\n]", "a: {b: 'c'd}", "a: ['b': c]",
    "a: {b: c,d: e}", "a: [b,c]", "a: {b:  c ,  d:  e }", "a: [b\n]", "a: {\n}", "a: [it's]",
    "a: ['it''s']", "a: ['x\n  y']", 'a: ["x\n  y"]', "a: ['x: y', 'z]']",
    "a: ['b] #c']", "a: [b, # c]", "a: [b, # c]\n  d]", "a: [b] # [c\nd: 1",
    "a: - b", "a: -", "-",
    "- ", "- a", "a:\n- b\n - c", "a:\n - b\n- c", "a:\n  - b\n  c: 1", "a:\n  b: 1\n c: 2",
    "a:\n b: 1\n  c: 2", " a: 1\nb: 2", "  a: 1\n  b: 2", "a: 1\n b: 2", "a: x\n y: z",
    "a: x # c\n y", "a: x\n# c\n y", "a: x\n\n y", "a: x\n y # c\n z", "a: 'x'\n y", "a: 'x\n  y'",
    'a: "x\n  y"', "a: 1\n 2", "a:\n x\ny", "a:\n  x: 1\n y", "a: [x]\n y", "a: x\n y:", "- a\n- b",
    "text", "text: \n  -", "a:\n  text:\n    b", "a: b\n- c", "a:\n- b\nc", "a: #\n b: 1", "\ta: 1",
    "a:\t1", "a: 1\t", "a: \t# c", "a: x\ty", "a: 1\rb: 2", "a: 1\r\n\r\nb: 2\r", "a: \x00",
    "a: \x85", "a\x85: 1", "a: x\u2028y", "\ufeffa: 1", "a: \ufeff", "a: \ud800", "a: \u200b",
    "a: \x7f", "a: \u3000x", "a:\xa0b", "a: \xa0b", "\xa0a: 1", "a: b \xa0# c", "a\xa0: b",
    "a: 1 #", "#", "'a: b': 1", "'a''b': 1", '"a\\"b": 1', "'a' : 1", "'a'b: 1", "'a':1",
    '"a": "b": c', "a#b: 1", "a #b: 1", "a: x #", "a: #x", "a:#x", "a: x:", "a: x: # c", "a: :x",
    "a: ::", "a: x::y", "::a: 1", "a: -- b", "--a: 1", "-a: 1", "a: ?x", "a: ? x", "?a: 1",
    "[a]: 1", "{a: 1}", "{a: 1}: 2", "[a]", "a: \\x", 'a: "\\x41"', 'a: "\\u00e9"', 'a: "\\q"',
    'a: "\\', "a: 'x\\'", 'a: "\\n\\n"', 'a: ""', "a: 1\x00", "a: =", "=: 1", "a: <<", "a: [<<]",
    "a: .nan", "a: ٣", "a: 1\u0660", "a: 0o17", "a: ²", "k" * 1100 + ": 1",
    "'" + "k" * 1100 + "': 1",
    "a: {" + "k" * 1100 + ": 1}",
    "a: " + "[" * 60 + "]" * 60,
    "a: " + "[" * 120 + "]" * 120, "a:\n  " + "- " * 110 + "b\n",
]  # fmt: skip


@pytest.mark.parametrize("text", [*_TAKEN, GOALS])
def test_the_usual_form_is_taken(text: str) -> None:
    assert is_taken(text)
    is_taken(text.replace("\n", "\r\n"))


@pytest.mark.parametrize("path", _EXAMPLES, ids=lambda path: path.name)
def test_the_examples_are_taken(path: Path) -> None:
    text = path.read_text("utf-8")
    assert is_taken(text)
    assert is_taken(text.replace("\n", "\r\n"))


@pytest.mark.parametrize("form", ["{}", "{}\n", "z:\n  - x\n{}\ny: 1\n", "z:\n{}\n"])
def test_whatever_else_is_read_right_or_left_alone(form: str) -> None:
    for text in _TRICKY:
        is_taken(form.replace("{}", text))


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\n",
        "a: !!str 1\n",
        "a: 1\na: 2\n",
        "<<: {}\n",
        "a:\t1\n",
        "a: \x85\n",
        "- a\n",
        "a\n",
    ],
)
def test_what_needs_a_second_look_is_left_alone(text: str) -> None:
    assert usual_data(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a: 1\n", True), ("a:\n  - b\n", True), ("", False), ("# a\n", False), ("a: &b 1\n", False)],
)
def test_whether_a_text_is_usual_is_the_same_before_and_after_it_was_read(
    text: str, *, expected: bool
) -> None:
    before = is_usual(text)
    usual_data(text)
    assert (before, is_usual(text)) == (expected, expected)


def test_each_text_has_containers_of_its_own() -> None:
    first, second = usual_data("a: [b]\n"), usual_data("a: [b]\n")
    assert first is not None
    assert second is not None
    assert first["a"] is not second["a"]


def test_its_limits_are_within_those_of_the_constructor() -> None:
    assert usual.DEEPEST <= construct.DEEPEST
    assert usual.LONGEST <= 2 * construct.MOST_VALUES


def test_longer_texts_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usual, "LONGEST", 4)
    assert usual_data("a: 1") == {"a": "1"}
    assert usual_data("a: 12") is None


@pytest.mark.parametrize(
    "text",
    [
        "a: [" + "b " * 400_000 + '"',
        "a: " + "x:" * 400_000 + " y: z",
        "a: ['" + "''" * 400_000,
        "a: >\n  x\n" + "\n" * 400_000 + " y",
        "a: [\n" + " x\n" * 200_000,
        "a: b\n" + " c\n" * 200_000 + "  d: e\n",
        "a: [" + "] #" * 400_000,
        "a:\n  " + "- " * 400_000,
    ],
    ids=["words", "colons", "quotes", "blank", "flow", "text", "comments", "dashes"],
)
def test_no_text_takes_long(text: str) -> None:
    started = perf_counter()
    usual_data(text)
    assert perf_counter() - started < 5


def test_a_file_in_the_usual_form_does_not_import_ruamel() -> None:
    code = (
        "import sys; from kpicli.documents import parse; from kpicli.source import SourceFile;"
        "parse(SourceFile('goals.yaml', 'a: 1')); sys.exit('ruamel.yaml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_a_copy_found_usual_need_not_be_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    found, other = "told: 1\n", "not told: 1\n"
    usual_data(found)
    known = known_as_usual(found)
    assert known is not None
    assert known_as_usual(other) is None
    monkeypatch.setattr(usual, "_TAKEN", set())
    monkeypatch.setattr(usual, "usual_data", lambda _: None)
    assert not is_usual(found)
    remember_usual(known)
    assert (is_usual(found), is_usual(other)) == (True, False)
