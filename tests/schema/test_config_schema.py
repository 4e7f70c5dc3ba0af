"""Loading and the published JSON Schema give the same verdict on every `kpi.toml`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kpicli.config import load_settings
from kpicli.config.schema import config_schema
from kpicli.config.settings import Settings
from kpicli.fields.value import types_of
from schema.verdicts import schema_refuses_settings

if TYPE_CHECKING:
    from pathlib import Path

VALUES: dict[str, list[str]] = {
    "files.exclude": ['["archive/**"]', "[]"],
    "calendar.fiscal_year_start": ["1", "12"],
    "calendar.fiscal_year_named_by": ['"end"', '"start"'],
    "check.select": ['["ALL"]', '["C", "missing-owner"]'],
    "check.ignore": ['["S101"]'],
    "check.fail_on": ['"error"', '"info"'],
    "check.solver": ['"none"', '"z3"'],
    "check.severity": ['{missing-owner = "error"}', "{}"],
    "check.per_file_ignores": ['{"drafts/**" = ["S", "M"]}'],
    "fix.key_order": ["true", "false"],
    "check.options": ["{too-many-kpis = {max_per_owner = 8}}"],
    "status.on_track": ["0.9", "1"],
    "status.at_risk": ["0.7", "0"],
    "status.preset": ['"okr"', '"sdg"'],
    "history.main": ['"trunk"'],
    "connections": ['{warehouse = {url = "duckdb://a"}}', "{}"],
}
WRONG = [
    '""', '"x"', "0", "13", "-0.5", "1.5", "true", "[]", "[1]", '["a", []]', "{}", "{x = 1}",
    '{x = "fatal"}', '{x = {y = "z"}}', "2026-01-01", "nan", "inf", "4.5", '{w = {url = ""}}',
    "{w = {}}", '{w = {url = "u", user = "v"}}',
]  # fmt: skip


def loader_refuses(root: Path, text: str) -> list[str]:
    (root / "kpi.toml").write_text(text, "utf-8")
    return [error.message for error in load_settings(root)[1]]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(config_schema())


def test_every_setting_is_explained() -> None:
    schema = config_schema()
    tables = [schema, *schema["$defs"].values()]
    for table in tables:
        for name, part in table.get("properties", {}).items():
            assert part.get("description"), name


def test_the_values_cover_every_setting() -> None:
    names = {
        f"{table}.{name}"
        for table, kind in types_of(Settings).items()
        if table != "connections"
        for name in kind.fields
    }
    assert names | {"connections"} == set(VALUES)


def test_defaults_are_values_of_their_settings() -> None:
    for table in config_schema()["$defs"].values():
        for part in table.get("properties", {}).values():
            if "default" in part and "$ref" not in part:
                Draft202012Validator(part).validate(part["default"])


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in VALUES.items() for value in values]
)
def test_both_accept_every_setting(tmp_path: Path, name: str, value: str) -> None:
    text = f"{name} = {value}"
    assert (loader_refuses(tmp_path, text), schema_refuses_settings(text)) == ([], [])


@st.composite
def setting_files(draw: st.DrawFn) -> str:
    names = draw(
        st.lists(st.sampled_from([*VALUES, "check.selct", "chek.x", "x"]), max_size=4, unique=True)
    )
    lines = []
    for name in names:
        own = st.sampled_from(VALUES.get(name, WRONG))
        lines.append(f"{name} = {draw(st.one_of(own, own, st.sampled_from(WRONG)))}")
    return "\n".join(lines)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("settings")


@settings(max_examples=300)
@given(text=setting_files())
def test_both_give_the_same_verdict(folder: Path, text: str) -> None:
    loader = loader_refuses(folder, text)
    schema = schema_refuses_settings(text)
    assert bool(loader) == bool(schema) or _is_exception(loader), (text, loader, schema)


def _is_exception(loader: list[str]) -> bool:
    return all(
        "above on_track" in words or words.endswith("a number from 0 to 1") for words in loader
    )


@pytest.mark.parametrize(
    "text",
    [
        "status = {at_risk = 0.9, on_track = 0.8}",
        "status.at_risk = nan",
        "calendar.fiscal_year_start = 4.0",
        "files.exclude = ['!']",
    ],
)
def test_what_only_loading_can_refuse(tmp_path: Path, text: str) -> None:
    assert loader_refuses(tmp_path, text)
    assert schema_refuses_settings(text) == []


def test_it_is_the_same_each_time_in_the_same_order() -> None:
    first: Any = json.dumps(config_schema())
    assert first == json.dumps(config_schema())
