"""What the look at bytes finds is what a pattern of all ids would find."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpicli.history.mentions import Mentions

if TYPE_CHECKING:
    from kpicli.history.repository import Repository

NO_REPOSITORY = cast("Repository", None)

PARTS = ["id", "id:", ": ", " ", "\n", "a", "b", "a.b", ".", "_", "-", '"', "é", "x" * 30, "y" * 80]
IDS = st.sets(st.sampled_from(["a", "b", "a.b", "a_b", "id", "x" * 100]), min_size=1)
OTHERS = frozenset(f"other{number}" for number in range(20))


def by_pattern(ids: set[str], contents: bytes) -> bool:
    listed = "|".join(map(re.escape, sorted(ids)))
    pattern = rf"\bid\b[^\w].{{0,80}}?(?<![\w.])(?:{listed})(?![\w.])"
    return re.search(pattern.encode(), contents, re.DOTALL) is not None


@pytest.mark.parametrize("others", [frozenset(), OTHERS], ids=["few", "many"])
@given(ids=IDS, parts=st.lists(st.sampled_from(PARTS), max_size=12))
@example(ids={"a"}, parts=["id:", "y" * 80, " ", "a"])
@example(ids={"a"}, parts=["id", "y" * 80, "a"])
@example(ids={"x" * 100}, parts=["id: ", "x" * 30, "x" * 30, "x" * 30, "x" * 30])
def test_a_file_defines_an_id_that_follows_the_key(
    others: frozenset[str], ids: set[str], parts: list[str]
) -> None:
    contents = "".join(parts).encode()
    found = Mentions(NO_REPOSITORY, ids | others).finds(contents)
    assert found == by_pattern(ids | others, contents)


def test_an_id_far_behind_the_key_is_another_one() -> None:
    near, far = (b"id:" + b" " * count + b"leads" for count in (80, 81))
    mentions = Mentions(NO_REPOSITORY, {"leads"})
    assert mentions.finds(near)
    assert not mentions.finds(far)
