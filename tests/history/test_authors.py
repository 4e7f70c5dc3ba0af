from __future__ import annotations

from datetime import date

from history.repositories import DANA, LEE, Past, kpi
from kpicli.history.authors import Author, authors_of

UNTIL = date(2026, 9, 1)


def test_the_last_commit_of_everybody(past: Past) -> None:
    assert authors_of(past.opened(), UNTIL) == ()
    for number, (day, author) in enumerate(
        [("2026-01-05", DANA), ("2026-02-05", LEE), ("2026-03-05", LEE), ("2026-10-05", DANA)]
    ):
        past.commit({"a.yaml": kpi("leads", str(number))}, day, author)
    assert authors_of(past.opened(), UNTIL) == (
        Author("Dana Ito", "dana@acme.example", date(2026, 1, 5)),
        Author("Lee Park", "lee@acme.example", date(2026, 3, 5)),
    )


def test_the_mailmap_says_who_is_one(past: Past) -> None:
    old = ("dito", "DITO@old.example")
    past.commit({"a.yaml": kpi("leads")}, "2026-01-05", old)
    past.commit(
        {".mailmap": "Dana Ito <dana@acme.example> <dito@old.example>\n"}, "2026-02-05", LEE
    )
    assert [author.name for author in authors_of(past.opened(), UNTIL)] == ["Dana Ito", "Lee Park"]


def test_authors_without_an_address_are_known_by_name(past: Past) -> None:
    past.commit({"a.yaml": kpi("leads")}, "2026-01-05", ("Dana", ""))
    past.commit({"a.yaml": kpi("leads", "30")}, "2026-02-05", ("Lee", ""))
    assert [author.name for author in authors_of(past.opened(), UNTIL)] == ["Dana", "Lee"]
