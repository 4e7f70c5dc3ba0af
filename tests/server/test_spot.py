"""What stands around the cursor, also in texts that are no YAML yet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.server.spot import Part, Spot, spot_at

MARK = "¦"


def _spot(text: str) -> Spot:
    return spot_at(text.replace(MARK, ""), text.index(MARK))


@pytest.mark.parametrize(
    ("text", "part", "keys", "word"),
    [
        ("¦", Part.KEY, "", ""),
        ("ob¦", Part.KEY, "", "ob"),
        ("kpis:\n  - ¦", Part.ITEM, "kpis", ""),
        ("kpis:\n- i¦", Part.ITEM, "kpis", "i"),
        ("kpis:\n  - id: a\n    ¦", Part.KEY, "kpis", ""),
        ("kpis:\n  - id: a\n    ti¦", Part.KEY, "kpis", "ti"),
        ("kpis:\r\n  - id: a\r\n    ti¦", Part.KEY, "kpis", "ti"),
        ("kpis:\n  - id: a\n    team: s¦", Part.VALUE, "kpis team", "s"),
        ("kpis:\n  - id: a\n    team: ¦\n    owner: x", Part.VALUE, "kpis team", ""),
        ("kpis:\n  - id: a\n  - team: s¦", Part.VALUE, "kpis team", "s"),
        ("kpis:\n  - id: a\n    tags:\n      - s¦", Part.ITEM, "kpis tags", "s"),
        ("kpis:\n  - id: a\n    tags:\n    - s¦", Part.ITEM, "kpis tags", "s"),
        ("kpis:\n  - id: a\n    tags:\n    - s\n    ti¦", Part.KEY, "kpis", "ti"),
        ("kpis:\n  - id: a\n    tags: [x, y¦", Part.VALUE, "kpis tags", "y"),
        ("kpis:\n  - id: a\n    tags: [x,\n      y¦", Part.VALUE, "kpis tags", "y"),
        ("kpis:\n  - id: a\n    tags: [x, y]\n    ti¦", Part.KEY, "kpis", "ti"),
        ("kpis:\n  - {id: a, ti¦", Part.KEY, "kpis", "ti"),
        ("kpis:\n  - {id: a, team: s¦", Part.VALUE, "kpis team", "s"),
        ("kpis:\n  - {id: a, team: s, ¦}", Part.KEY, "kpis", ""),
        ("kpis:\n  - {id: a}\n  - ¦", Part.ITEM, "kpis", ""),
        (
            "kpis:\n  - id: a\n    contributes_to: [a, {goal: b¦",
            Part.VALUE,
            "kpis contributes_to goal",
            "b",
        ),
        ("kpis:\n  - id: a\n    tags: ['a, b', c¦", Part.VALUE, "kpis tags", "c"),
        ("objectives:\n  - id: a\n    kpis:\n      - me¦", Part.ITEM, "objectives kpis", "me"),
        ("objectives:\n  - id: a\n    kpis:\n      - id: b\n    ¦", Part.KEY, "objectives", ""),
        ("kpis:\n  - id: a\n\n# words\n    ti¦", Part.KEY, "kpis", "ti"),
        ("kpis:\n  - id: a  # wo¦", Part.COMMENT, "kpis id", "# wo"),
        ("# kpi: ignore[¦", Part.COMMENT, "", "# kpi: ignore["),
        ("kpis:\n  - title: 'a # b¦", Part.VALUE, "kpis title", "'a # b"),
        ("kpis:\n  - description: |\n      a: b\n      c¦", Part.TEXT, "kpis description", ""),
        ("kpis:\n  - description: >-\n      a\n    ti¦", Part.KEY, "kpis", "ti"),
        ("kpis:\n  - description: a|b¦", Part.VALUE, "kpis description", "a|b"),
        ("kpis:\n  - title: http://x¦", Part.VALUE, "kpis title", "http://x"),
        ("defaults: {team: ¦", Part.VALUE, "defaults team", ""),
        ("defaults:\n  te¦", Part.KEY, "defaults", "te"),
        ('kpis:\n  - "team": s¦', Part.VALUE, "kpis team", "s"),
    ],
)
def test_a_cursor_has_a_spot(text: str, part: Part, keys: str, word: str) -> None:
    spot = _spot(text)
    assert (spot.part, " ".join(spot.keys), spot.word) == (part, keys, word)


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("kpis:\n  - id: a\n    title: b\n    ¦", {"id", "title"}),
        ("kpis:\n  - id: a\n    title: b\n    t¦", {"id", "title"}),
        ("kpis:\n  - {id: a, t¦", {"id"}),
        ("kpis:\n  - id: a\n  - ¦", set()),
        ("kpis: []\n¦", {"kpis"}),
    ],
)
def test_keys_that_are_there_are_known(text: str, present: set[str]) -> None:
    assert _spot(text).present == present


@given(st.text(st.sampled_from("a: -[]{},#'\"|>\n\r&*"), max_size=40), st.data())
def test_any_text_has_spots_whose_words_lie_before_the_cursor(
    text: str, data: st.DataObject
) -> None:
    offset = data.draw(st.integers(0, len(text)))
    spot = spot_at(text, offset)
    assert 0 <= spot.start <= offset
