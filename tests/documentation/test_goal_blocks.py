"""Every YAML, TOML and JSON block of the documentation is what it says."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from documentation.pages import open_blocks
from documentation.yaml_text import goal_file, is_goal_text
from kpicli.config import SETTINGS_FILE, Settings, settings_from
from kpicli.edit.sheets.mapping import Mapping as SheetMapping
from kpicli.edit.sheets.mapping_toml import SCHEMA, mapping_of
from kpicli.findings import DANGLING_REFERENCE
from repository import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from documentation.pages import Placed

_CSV = re.compile(r"csv: (?P<path>[^,}]+), date: (?P<date>\w+), value: (?P<value>\w+)")

GOALS = [block for block in open_blocks("yaml") if is_goal_text(block.block.text)]
TOML = open_blocks("toml")


def _id(placed: Placed) -> str:
    return placed.place


@pytest.mark.parametrize("placed", GOALS, ids=_id)
def test_a_goal_file_loads(placed: Placed) -> None:
    text = goal_file(placed.block.text)
    _, findings = load({"goals.yaml": text, **_csv_files(text)})
    # An excerpt may refer to what stands elsewhere.
    wrong = [finding.message for finding in findings if finding.rule != DANGLING_REFERENCE]
    assert wrong == []


@pytest.mark.parametrize("placed", TOML, ids=_id)
def test_toml_is_settings_or_a_mapping(placed: Placed) -> None:
    data = tomllib.loads(placed.block.text)
    if data.get("schema") == SCHEMA:
        assert isinstance(mapping_of(placed.block.text), SheetMapping)
        return
    assert set(data) <= set(Settings.fields), f"{placed.place} is no kpi.toml"
    contents = {SETTINGS_FILE: placed.block.text.encode()}
    assert settings_from(contents.get)[1] == ()


@pytest.mark.parametrize("placed", open_blocks("json"), ids=_id)
def test_json_is_json(placed: Placed) -> None:
    assert json.loads(placed.block.text)


def test_what_is_no_excerpt_is_found_wanting() -> None:
    _, findings = load(goal_file("tagret: 12\n"))
    assert findings


def _csv_files(text: str) -> Mapping[str, str]:
    return {
        found["path"]: f"{found['date']},{found['value']}\n2026-01-31,1\n"
        for found in _CSV.finditer(text)
    }
