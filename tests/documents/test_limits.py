from time import process_time

import pytest

from kpicli.documents import Document, construct, parse, usual
from kpicli.findings import Finding
from kpicli.source import SourceFile, Span

pytestmark = pytest.mark.usefixtures("parser")

_DEEP = "the file is nested deeper than 100 levels here"


@pytest.mark.parametrize(
    "text",
    ["a: " + "[" * 99 + "]" * 99, "{a: " * 99 + "[]" + "}" * 99],
)
def test_a_hundred_levels_are_read(text: str) -> None:
    document, findings = parse(SourceFile("goals.yaml", text))
    assert document is not None
    assert findings == []


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("a: " + "[" * 100 + "]" * 100, 3 + 99),
        ("[" * 100_000, 100),
        ("{a: " * 100_000, 400),
        ("\n".join(" " * depth + "a:" for depth in range(3000)), None),
    ],
)
def test_deeper_files_stop_where_the_limit_is_passed(text: str, offset: int | None) -> None:
    started = process_time()
    _, findings = parse(SourceFile("goals.yaml", text))
    assert process_time() - started < 5
    if offset is not None:
        assert _place(findings) == ("D007", _DEEP, offset)


def test_depth_counts_through_aliases() -> None:
    half = "[" * 60 + "]" * 60
    text = f"a: &a {half}\nb: [{'[' * 50}*a{']' * 50}]\n"
    _, findings = parse(SourceFile("goals.yaml", text))
    assert _place(findings) == ("D007", _DEEP, text.index("*a"))


def test_an_alias_bomb_costs_nothing() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    text = "\n".join(lines)
    started = process_time()
    document, findings = parse(SourceFile("goals.yaml", text))
    assert process_time() - started < 1
    assert document is None
    code, message, offset = _place(findings)
    assert code == "D007"
    assert message == "the file holds more than 1,000,000 values with aliases followed"
    assert text[offset:].startswith("*a4")


def test_a_bomb_of_merges_costs_nothing() -> None:
    keys = ", ".join(f"k{n}: 1" for n in range(1000))
    text = f"a: &a {{{keys}}}\nb:\n" + f"  - <<: [{', '.join(['*a'] * 2000)}]\n" * 10
    _, findings = parse(SourceFile("goals.yaml", text))
    assert _place(findings)[0] == "D007"


@pytest.mark.parametrize(
    ("text", "values", "offset"),
    [
        ("a: [1, 2, 3]\n", 4, None),
        ("a: [1, 2, 3]\n", 3, 3),
        ("a: [1, 2, 3, 4]\n", 3, 13),
        ("a: &x [1, 2]\nb: *x\n", 6, None),
        ("a: &x [1, 2]\nb: *x\n", 5, 16),
        ("a: 1\nb: 2\nc: 3\n", 2, 13),
    ],
)
def test_values_are_counted_with_aliases_followed(
    text: str, values: int, offset: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(construct, "MOST_VALUES", values)
    monkeypatch.setattr(usual, "LONGEST", 2 * values)
    document, findings = parse(SourceFile("goals.yaml", text))
    if offset is None:
        assert isinstance(document, Document)
        assert findings == []
    else:
        assert _place(findings)[2] == offset


def _place(findings: list[Finding]) -> tuple[str, str, int]:
    assert len(findings) == 1
    place = findings[0].primary.place
    assert isinstance(place, Span)
    return findings[0].rule.code, findings[0].message, place.start
