import pytest

from kpicli.documents import Boolean, Number, Value, parse
from kpicli.findings import Finding
from kpicli.source import SourceFile, Span

pytestmark = pytest.mark.usefixtures("parser")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", {}),
        ("# only a comment\n", {}),
        ("---\n", {}),
        ("~\n", {}),
        ("{}", {}),
        ("a: 1\n...\n", {"a": "1"}),
        ("--- {a: 1}", {"a": "1"}),
        ("%YAML 1.2\n---\na: 1\n", {"a": "1"}),
        ("a:\nb: ''\n", {"a": None, "b": ""}),
        ("a: |\n  x\n  y\nb: >-\n  x\n  y\n", {"a": "x\ny\n", "b": "x y"}),
        ('"a b": 1\n? c\n: 2\n', {"a b": "1", "c": "2"}),
        ("a: 'it''s'\nb: \"\\u00e9\\n\"\n", {"a": "it's", "b": "é\n"}),
        ("2026-01-31: 5\n012: 6\ntrue: 7\n", {"2026-01-31": "5", "012": "6", "true": "7"}),
        ("a:\n- 1\n- - 2\n  - {b: 3}\n", {"a": ["1", ["2", {"b": "3"}]]}),
        ('a: 1\r\nb: "x\r\n  y"\r\nc: |\r\n  z\r\n', {"a": "1", "b": "x y", "c": "z\n"}),
        ("\ufeffa: 1\n", {"a": "1"}),
        ("a: [http://x.y/z, 10:1, what?]\n", {"a": ["http://x.y/z", "10:1", "what?"]}),
        ('a: {url: http://x?y=1, "b":"c:d"}\n', {"a": {"url": "http://x?y=1", "b": "c:d"}}),
        ("a: [1:2]\nb: \ue000\n", {"a": ["1:2"], "b": "\ue000"}),
        ("a: x\x85y\u2028z\u2029\n", {"a": "x\x85y\u2028z\u2029"}),
        ('a: "x\u2028y\\uE000\\L"\n', {"a": "x\u2028y\ue000\u2028"}),
        ('a: "\u2028\\U000F0000\U000f0000"\n', {"a": "\u2028\U000f0000\U000f0000"}),
        ("a: |\n  x\x85  y\n", {"a": "x\x85  y\n"}),
        ("a\x85b: 1\n", {"a\x85b": "1"}),
    ],
)
def test_texts_become_data(text: str, data: dict[str, Value]) -> None:
    assert _data(text) == data


def test_only_unquoted_scalars_are_numbers_and_booleans() -> None:
    data = _data("a: [12, '12', \"12\", true, 'true', null, 'null']\nb: |-\n  12\n")
    assert data == {"a": ["12", "12", "12", "true", "true", None, "null"], "b": "12"}
    kinds = [type(value) for value in data["a"] or []]
    assert kinds == [Number, str, str, Boolean, str, type(None), str]
    assert type(data["b"]) is str


def test_keys_are_exact_texts() -> None:
    data = _data("12: a\ntrue: b\n&x 13: c\n*x : d\n", "D004")
    assert [type(key) for key in data] == [str, str, str]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{<<: *base, b: 3}", {"a": "1", "b": "3"}),
        ("{b: 3, <<: *base}", {"a": "1", "b": "3"}),
        ("{<<: [*base, *more]}", {"a": "1", "b": "2", "c": "9"}),
        ("{<<: [*more, *base]}", {"a": "8", "b": "2", "c": "9"}),
        ("{<<: {a: 5}}", {"a": "5"}),
        ("{<<: }", {}),
        ("{<<: []}", {}),
        ("{<<: *again}", {"a": "1", "b": "2", "d": "4"}),
        ('{"<<": *base}', {"<<": {"a": "1", "b": "2"}}),
        ("[<<]", ["<<"]),
    ],
)
def test_merge_keys_work_as_people_know_them(text: str, value: Value) -> None:
    bases = "x: &base {a: 1, b: 2}\ny: &more {a: 8, c: 9}\nz: &again {<<: *base, d: 4}\n"
    assert _data(f"{bases}v: {text}\n")["v"] == value


@pytest.mark.parametrize("merged", ["1", "text", "[1]", "[*base, 2]", "[[*base]]"])
def test_what_is_not_a_mapping_cannot_be_merged(merged: str) -> None:
    finding = _only(f"x: &base {{a: 1}}\nv:\n  <<: {merged}\n")
    assert (finding.rule.code, finding.message) == (
        "D002",
        "`<<` merges something that is not a mapping",
    )


def test_two_merge_keys_are_a_repeated_key() -> None:
    text = "x: &base {a: 1}\nv:\n  <<: *base\n  <<: {b: 2}\n"
    assert _data(text, "D004")["v"] == {"a": "1", "b": "2"}


def test_aliases_share_one_object_and_anchors_may_be_redefined() -> None:
    data = _data("a: &x [1]\nb: *x\nc: &x [2]\nd: *x\ne: &y\nf: *y\ng: &z [&z 3, *z]\nh: *z\n")
    assert data["a"] is data["b"]
    assert data["c"] is data["d"]
    assert data["d"] == ["2"]
    assert data["f"] is None
    assert data["g"] == ["3", "3"]
    assert data["h"] == "3"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("!!str 12", "12"),
        ("!!str", ""),
        ("! 12", "12"),
        ('! "12"', "12"),
        ('! "<<"', "<<"),
        ("!!int '12'", Number("12")),
        ("!!float 12", Number("12")),
        ("!!bool 'true'", Boolean("true")),
        ("!!null ''", None),
        ("!!map {a: 1}", {"a": "1"}),
        ("!!seq [1]", ["1"]),
        ("! {a: 1}", {"a": "1"}),
        ("!<tag:yaml.org,2002:str> 12", "12"),
    ],
)
def test_core_tags_are_honoured(text: str, value: Value) -> None:
    found = _data(f"a: {text}\n")["a"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("!important x", "unknown tag `!important`"),
        ("!!set {a}", "unknown tag `!!set`"),
        ("!!binary x", "unknown tag `!!binary`"),
        ("!" * 50 + " x", f"unknown tag `{'!' * 40}…`"),
        ("!env {a: 1}", "unknown tag `!env`"),
        ("!!int x", "`x` is tagged `!!int` and is none"),
        ("!!bool 1", "`1` is tagged `!!bool` and is none"),
        ("!!null x", "`x` is tagged `!!null` and is none"),
        ("!!map x", "tag `!!map` does not fit a text"),
        ("!!seq {a: 1}", "tag `!!seq` does not fit a mapping"),
        ("!!str [a]", "tag `!!str` does not fit a list"),
    ],
)
def test_other_tags_are_found_at_their_place(text: str, message: str) -> None:
    finding = _only(f"a: {text}\n")
    assert (finding.rule.code, finding.message) == ("D002", message)
    assert isinstance(finding.primary.place, Span)
    assert finding.primary.place.start == 3


@pytest.mark.parametrize(
    ("text", "code", "message", "start"),
    [
        ("- a\n", "D002", "the file holds a list where sections are expected", 0),
        ("text\n", "D002", "the file holds a text where sections are expected", 0),
        ("a: 1\n---\nb: 2\n", "D002", "the file holds more than one document", 5),
        ("a: 1\n---\n", "D002", "the file holds more than one document", 5),
        ("a: {~: 1}\n", "D002", "a key is missing or null", 4),
        ("a: {[b]: 1}\n", "D002", "a list stands where a key is expected", 4),
        ("a: {{b}}\n", "D002", "a mapping stands where a key is expected", 4),
        ("a: &x [*x]\n", "D002", "`*x` stands inside of what `&x` names", 7),
        ("a: &x {<<: *x}\n", "D002", "`*x` stands inside of what `&x` names", 11),
        ("a: *x\n", "D001", "`*x` names no anchor", 3),
    ],
)
def test_what_goal_files_do_not_have(text: str, code: str, message: str, start: int) -> None:
    finding = _only(text)
    assert (finding.rule.code, finding.message) == (code, message)
    assert isinstance(finding.primary.place, Span)
    assert finding.primary.place.start == start


def test_the_rest_of_a_file_survives_a_bad_key() -> None:
    assert _data("a: {[b]: 1, c: 2}\n", "D002") == {"a": {"c": "2"}}


def test_every_repeated_key_is_found_and_the_last_value_stands() -> None:
    text = "a: 1\nb: {c: 1, c: 2}\na: 2\n'a': 3\n"
    document, findings = parse(SourceFile("goals.yaml", text))
    assert document is not None
    assert document.data == {"a": "3", "b": {"c": "2"}}
    assert [finding.message for finding in findings] == [
        "key `c` stands again in the same mapping",
        "key `a` stands again in the same mapping",
        "key `a` stands again in the same mapping",
    ]
    assert [(_text(text, f.primary.place), _start(f.primary.place)) for f in findings] == [
        ("c", 15),
        ("a", 21),
        ("'a'", 26),
    ]
    assert [_start(finding.related[0].place) for finding in findings] == [9, 0, 0]


def _data(text: str, *codes: str) -> dict[str, Value]:
    document, findings = parse(SourceFile("goals.yaml", text))
    assert [finding.rule.code for finding in findings] == list(codes)
    assert document is not None
    return document.data


def _only(text: str) -> Finding:
    _, findings = parse(SourceFile("goals.yaml", text))
    assert len(findings) == 1
    assert findings[0].help
    return findings[0]


def _start(place: object) -> int:
    assert isinstance(place, Span)
    return place.start


def _text(text: str, place: object) -> str:
    assert isinstance(place, Span)
    return text[place.start : place.end]
