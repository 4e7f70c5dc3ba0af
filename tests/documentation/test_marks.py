"""What is not executed says why, and there is little of it."""

from __future__ import annotations

from collections import Counter

from documentation.pages import all_blocks, is_in_session

_EXECUTED = {"console", "json", "sh", "toml", "yaml"}
_SHOWN = {"lua", "text"}
"""Other programs' languages, and output: what `kpi` prints there is generated."""


def test_the_reasons_are_these() -> None:
    reasons = Counter(placed.block.reason for placed in all_blocks() if placed.block.reason)
    assert reasons == {
        "its repository is made up": 2,
        "needs jq": 1,
        "the settings of an editor": 1,
    }


def test_every_block_has_a_language_that_is_executed_or_only_shown() -> None:
    others = [
        placed.place
        for placed in all_blocks()
        if placed.block.language not in _EXECUTED | _SHOWN and not is_in_session(placed)
    ]
    assert others == []


def test_text_that_looks_like_json_or_yaml_is_not_hidden_as_text() -> None:
    hidden = [
        placed.place
        for placed in all_blocks()
        if placed.block.language == "text" and not placed.block.comment.startswith("output: ")
        if placed.block.text.startswith(("{", "kpis:", "objectives:", "defaults:"))
    ]
    assert hidden == []
