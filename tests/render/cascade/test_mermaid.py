from __future__ import annotations

import pytest

from kpicli.render.cascade import cascade_mermaid
from render.cascades import CASCADE, node, report


def label_of(title: str) -> str:
    _, line = cascade_mermaid(report(node("a", title))).splitlines()
    return line.removeprefix('  n1["').removesuffix('<br/>a"]')


def test_contributors_point_up() -> None:
    assert cascade_mermaid(CASCADE) == (
        "flowchart BT\n"
        '  n1["Raise new clients<br/>clients"]\n'
        '  n2(["Grow faster<br/>growth"])\n'
        '  n3["Raise revenue by 20%<br/>revenue"]\n'
        '  n4["More visits<br/>visits"]\n'
        "  n1 -.-> n2\n"
        '  n1 -->|"2.5"| n3\n'
        "  n3 --> n2\n"
        "  n4 --> n1\n"
    )


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ('say "yes"', "say #quot;yes#quot;"),
        ("a[b](c){d}", "a#91;b#93;#40;c#41;#123;d#125;"),
        ("<b>x</b>", "#60;b#62;x#60;#47;b#62;"),
        ("`code`", "#96;code#96;"),
        ("A & B; #1", "A #38; B#59; #35;1"),
        ("one\ntwo", "one#92;ntwo"),
        ("1. first", "1#46; first"),
        ("- item", "#45; item"),
        ("*bold* __bold__ _it_", "#42;bold#42; #95;#95;bold#95;#95; _it_"),
        ("%%{init}%%", "#37;#37;#123;init#125;#37;#37;"),
        ("style a:b", "style a#58;b"),
        ("month-end, 1.8%, ours", "month-end, 1.8%, ours"),
        ("don't", "don't"),
        ("Größe 日本 €5", "Größe 日本 €5"),
        ("\u202e", "#92;u202e"),
    ],
)
def test_no_title_is_read_as_syntax(title: str, label: str) -> None:
    assert label_of(title) == label


def test_an_id_is_shown_as_it_is() -> None:
    drawn = cascade_mermaid(report(node("sales.new_clients", "New clients")))
    assert '["New clients<br/>sales.new_clients"]' in drawn
