import pytest

from kpicli.documents.locate import locate
from kpicli.source import Key, Route, SourceFile, Span

pytestmark = pytest.mark.usefixtures("parser")

_GOALS = """\
defaults: {team: sales, tags: []}
base: &base
  cadence: monthly
  note: base
kpis:
  - id: leads   # the first
    <<: *base
    note: 'own'
    description: |-  # long
      Two lines
      of text
    target: "50 %"
    baseline:
    tags:
      -
      - new
    shared: *base
  - [1, {two: 2}]
"""


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ((), "defaults"),
        (("defaults",), "{team: sales, tags: []}"),
        (("defaults", "team"), "sales"),
        (("defaults", "tags"), "[]"),
        (("kpis",), "id"),
        (("kpis", 0), "id"),
        (("kpis", 0, "id"), "leads"),
        (("kpis", 0, "note"), "'own'"),
        (("kpis", 0, "cadence"), "monthly"),
        (("kpis", 0, "description"), "|-"),
        (("kpis", 0, "target"), '"50 %"'),
        (("kpis", 0, "baseline"), "baseline"),
        (("kpis", 0, "tags"), "-"),
        (("kpis", 0, "tags", 0), "-"),
        (("kpis", 0, "tags", 1), "new"),
        (("kpis", 0, "shared"), "cadence"),
        (("kpis", 0, "shared", "note"), "base"),
        (("kpis", 1), "[1, {two: 2}]"),
        (("kpis", 1, 1), "{two: 2}"),
        (("kpis", 1, 1, "two"), "2"),
        (("kpis", 0, "missing"), "id"),
        (("kpis", 0, "id", "deeper", 3), "leads"),
        (("kpis", 7), "id"),
        (("kpis", -1), "id"),
        (("kpis", "id"), "id"),
        (("kpis", 1, 1, "three"), "{two: 2}"),
        ((0,), "defaults"),
    ],
)
def test_values_are_found(keys: tuple[Key, ...], found: str) -> None:
    assert _found(_GOALS, Route(keys)) == found


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (("defaults",), "defaults"),
        (("kpis",), "kpis"),
        (("kpis", 0), "id"),
        (("kpis", 0, "description"), "description"),
        (("kpis", 0, "cadence"), "cadence"),
        (("kpis", 0, "shared"), "shared"),
        (("kpis", 0, "tags", 1), "new"),
        (("kpis", 0, "missing"), "id"),
        ((), "defaults"),
    ],
)
def test_keys_are_found(keys: tuple[Key, ...], found: str) -> None:
    assert _found(_GOALS, Route(keys).as_key()) == found


@pytest.mark.parametrize(
    ("text", "route", "span"),
    [
        ("", Route(), Span(0, 0)),
        ("# only\n", Route(("a",)), Span(0, 0)),
        ("[", Route(("a",)), Span(0, 1)),
        ("a: 1\na: 2\n", Route(("a",)), Span(8, 9)),
        ("a: 1\na: 2\n", Route(("a",)).as_key(), Span(5, 6)),
        ("a: 1\nb: 'x\n", Route(("a",)), Span(3, 4)),
        ("a: 1\nb: 'x\n", Route(("b",)), Span(0, 1)),
        ("a: 1\n---\nb: 1\n", Route(("b",)), Span(0, 1)),
        ("a: *x\n", Route(("a",)), Span(3, 5)),
        ("a: &x [*x]\n", Route(("a", 0, 0, 0)), Span(7, 9)),
        ("a: &x {<<: *x}\n", Route(("a", "b")), Span(3, 14)),
        ("&x a: 1\nb: {*x : 2}\n", Route(("b", "a")).as_key(), Span(12, 14)),
        ("a\x85: {b: http://x}\n", Route(("a\x85", "b")), Span(8, 16)),
        ("a: !!str 1\n", Route(("a",)), Span(3, 10)),
        ("- &a\n- *a\n", Route((1,)), Span(2, 4)),
        ("a: >2\r\n   x\r\nb: 1\r\n", Route(("a",)), Span(3, 5)),
        ("a: |", Route(("a",)), Span(3, 4)),
        ("{~: {b: 1}, a: 1}", Route(("a",)), Span(15, 16)),
    ],
)
def test_places_in_odd_texts(text: str, route: Route, span: Span) -> None:
    assert locate(SourceFile("goals.yaml", text), [route]) == {route: span}


def test_the_mapping_that_wins_a_merge_is_found() -> None:
    text = "x: &x {a: 1}\ny: &y {a: 2, b: 3}\nz: &z {<<: [*x, *y, 4]}\nv: {<<: *z}\n"
    assert _found(text, Route(("v", "a"))) == "1"
    assert _found(text, Route(("v", "b"))) == "3"
    assert _found(text, Route(("v", "c"))) == "{<<: *z}"


def test_merges_of_merges_are_searched_once() -> None:
    lines = ["a0: &a0 {k: 1}"]
    lines += [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 60)]
    assert _found("\n".join(lines), Route(("a59", "none"))) == "&a59 {<<: [*a58, *a58]}"


def test_a_file_that_is_too_deep_is_located_as_far_as_it_is_read() -> None:
    route = Route(("a", 0, 0))
    assert locate(SourceFile("goals.yaml", "a: " + "[" * 50_000), [route]) == {route: Span(5, 6)}


def test_no_routes_are_no_places() -> None:
    assert locate(SourceFile("goals.yaml", _GOALS), []) == {}


def _found(text: str, route: Route) -> str:
    span = locate(SourceFile("goals.yaml", text), [route])[route]
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "keys", "shown"),
    [
        ("a: {goal: x}", ("a", 0, "goal"), "x"),
        ("a: x", ("a", 0, "goal"), "x"),
        ("a: [x, {goal: y}]", ("a", 1, "goal"), "y"),
        ("a: [x, 'y', z]", ("a", "y"), "'y'"),
        ("a: [x, z]", ("a", "y"), "[x, z]"),
    ],
)
def test_short_forms_are_found_by_the_route_of_the_long_one(
    text: str, keys: tuple[str | int, ...], shown: str
) -> None:
    route = Route(keys)
    span = locate(SourceFile("goals.yaml", text), [route])[route]
    assert text[span.start : span.end] == shown
