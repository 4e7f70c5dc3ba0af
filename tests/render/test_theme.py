from __future__ import annotations

from msgspec.structs import astuple

from kpicli.render.symbols import ASCII, UNICODE
from kpicli.render.text import cell_width
from kpicli.render.theme import Role, Style


def test_paint_adds_colour_only_where_it_is_wanted() -> None:
    assert Style(80).paint(Role.STRONG, "x") == "x"
    assert Style(80, color=True).paint(Role.STRONG, "x") == "\x1b[1mx\x1b[0m"
    assert Style(80, color=True).paint(Role.STRONG, "") == ""


def test_no_line_is_narrower_than_20_cells() -> None:
    assert Style(0).columns == 20
    assert Style(81).columns == 81


def test_the_signs_of_ascii_are_ascii() -> None:
    assert Style(80).symbols is UNICODE
    assert Style(80, unicode=False).symbols is ASCII
    assert all(sign.isascii() for sign in astuple(ASCII))


def test_both_sets_of_branches_are_as_wide() -> None:
    for symbols in (UNICODE, ASCII):
        branches = (symbols.branch, symbols.last_branch, symbols.trunk)
        assert {cell_width(branch) for branch in branches} == {2}
        singles = (symbols.objective, symbols.kpi, symbols.full, symbols.empty, symbols.mark)
        assert {cell_width(sign) for sign in singles} == {1}
