from __future__ import annotations

from typing import TYPE_CHECKING

from history.repositories import CONTEXT, kpi
from kpicli.history.ancestry import ancestry

if TYPE_CHECKING:
    from history.repositories import Past


def test_landmarks_are_what_was_touched_and_where_different_lines_meet(past: Past) -> None:
    since = past.commit({"a.yaml": kpi("leads")})
    same = past.commit({"b.txt": "1"})
    past.git("checkout", "--quiet", "-b", "side")
    touched = past.commit({"a.yaml": kpi("leads", "15")}, "2026-02-01")
    on_side = past.commit({"b.txt": "2"}, "2026-02-02")
    past.git("checkout", "--quiet", "main")
    on_main = past.commit({"c.txt": "1"}, "2026-02-03")
    meeting = past.merge("side", "2026-02-04")
    part = ancestry(past.opened(), past.at(since), past.at("HEAD"), CONTEXT.as_of)
    assert part.landmarks(frozenset({touched})) == {
        same: since,
        touched: touched,
        on_side: touched,
        on_main: since,
        meeting: meeting,
    }
    assert set(part.landmarks(frozenset()).values()) == {since}
