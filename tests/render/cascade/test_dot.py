from __future__ import annotations

import pytest

from kpicli.render.cascade import cascade_dot
from render.cascades import CASCADE, node, report


def test_contributors_point_up() -> None:
    assert cascade_dot(CASCADE) == (
        "digraph cascade {\n"
        "  rankdir=BT;\n"
        '  node [shape=box, fontname="sans-serif"];\n'
        '  n1 [label="Raise new clients\\nclients"];\n'
        '  n2 [label="Grow faster\\ngrowth", style=rounded];\n'
        '  n3 [label="Raise revenue by 20%\\nrevenue"];\n'
        '  n4 [label="More visits\\nvisits"];\n'
        "  n1 -> n2 [style=dashed];\n"
        '  n1 -> n3 [label="2.5"];\n'
        "  n3 -> n2;\n"
        "  n4 -> n1;\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ('say "yes"', r"say \"yes\""),
        ("back\\slash", r"back\\slash"),
        (r"\N \G", r"\\N \\G"),
        ("one\ntwo", r"one\\ntwo"),
        ("<b>&amp;</b>", "<b>&amp;amp;</b>"),
        ("ends in \\", "ends in \\\\"),
    ],
)
def test_no_title_is_read_as_syntax(title: str, label: str) -> None:
    assert f'  n1 [label="{label}\\na"];\n' in cascade_dot(report(node("a", title)))
