from __future__ import annotations

import pytest

from kpicli.progress.status import ProgressStatus
from kpicli.render.reports.signs import status_role, status_sign, status_words
from kpicli.render.text import cell_width
from kpicli.render.theme import Role, Style


@pytest.mark.parametrize("style", [Style(80), Style(80, unicode=False)])
def test_each_status_has_a_sign_of_its_own(style: Style) -> None:
    signs = [status_sign(status, style) for status in ProgressStatus]
    assert len(set(signs)) == len(ProgressStatus)
    assert {cell_width(sign) for sign in signs} == {1}
    assert style.unicode or "".join(signs).isascii()


def test_a_status_is_said_in_words() -> None:
    assert status_words(ProgressStatus.NOT_STARTED) == "not started"


def test_colours_judge_only_where_there_is_something_to_judge() -> None:
    assert status_role(ProgressStatus.MISSED) is Role.BAD
    assert status_role(ProgressStatus.DRAFT) is Role.DIM
