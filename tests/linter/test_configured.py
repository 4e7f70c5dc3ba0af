"""What the settings make of each rule, and where they say so."""

from __future__ import annotations

import tomllib
from functools import partial
from textwrap import dedent
from typing import TYPE_CHECKING

from kpicli.config import Settings, place_of_setting
from kpicli.fields.read import read
from kpicli.findings import Severity
from kpicli.linter.configured import ConfiguredRule, Option, Origin, configured
from kpicli.rules.registry import RENAMED, RULES

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def rules(folder: Path, toml: str) -> dict[str, ConfiguredRule]:
    """The rules by name, as a settings file has them; line 1 of the text is line 1 there."""
    text = dedent(toml)
    (folder / "kpi.toml").write_text(text, "utf-8")
    settings = read(Settings, tomllib.loads(text))
    found = configured(RULES, settings.check, partial(place_of_setting, folder))
    return {part.rule.name: part for part in found}


def test_without_settings_everything_is_as_it_is_by_default(tmp_path: Path) -> None:
    for part in rules(tmp_path, "").values():
        assert part == ConfiguredRule(
            part.rule,
            is_on=not part.rule.runs_only_by_name,
            on_origin=None,
            severity=part.rule.severity,
            severity_origin=None,
            ignored_for=(),
            options=(),
        )


def test_the_most_specific_selector_is_named(tmp_path: Path) -> None:
    found = rules(
        tmp_path,
        """\
        [check]
        select = ["S", "M101"]
        ignore = ["missing-owner", "M"]
        """,
    )
    owner, title, target = found["missing-owner"], found["vague-title"], found["missing-target"]
    assert (owner.is_on, owner.on_origin) == (False, Origin("kpi.toml", 3, "missing-owner"))
    assert (title.is_on, title.on_origin) == (True, Origin("kpi.toml", 2, "S"))
    assert (target.is_on, target.on_origin) == (True, Origin("kpi.toml", 2, "M101"))
    orphan = found["orphan-kpi"]
    assert (orphan.is_on, orphan.on_origin) == (False, Origin("kpi.toml", 2))


def test_loading_rules_stay_as_they_are(tmp_path: Path) -> None:
    found = rules(
        tmp_path,
        """\
        [check]
        select = ["S"]
        [check.severity]
        D = "info"
        [check.per_file_ignores]
        "*" = ["D"]
        """,
    )
    part = found["schema-error"]
    assert (part.is_on, part.on_origin, part.severity) == (True, None, Severity.ERROR)
    assert (part.severity_origin, part.ignored_for) == (None, ())


def test_severities_and_files_have_their_lines(tmp_path: Path) -> None:
    part = rules(
        tmp_path,
        """\
        [check.severity]
        S = "info"
        S101 = "error"
        [check.per_file_ignores]
        "drafts/**" = ["M", "S"]
        """,
    )["missing-owner"]
    assert part.severity is Severity.ERROR
    assert part.severity_origin == Origin("kpi.toml", 3, "S101")
    assert part.ignored_for == (("drafts/**", Origin("kpi.toml", 5, "S")),)


def test_a_former_name_is_shown_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RENAMED, "ownerless", "missing-owner")
    part = rules(tmp_path, '[check]\nignore = ["ownerless"]\n')["missing-owner"]
    assert (part.is_on, part.on_origin) == (False, Origin("kpi.toml", 2, "ownerless"))


def test_options_other_than_their_defaults_are_named(tmp_path: Path) -> None:
    found = rules(
        tmp_path,
        """\
        [check.options.double-ownership]
        common_dates = 4
        [check.options.vague-title]
        language = "en"
        """,
    )
    origin = Origin("kpi.toml", 2, "double-ownership")
    assert found["double-ownership"].options == (Option("common_dates", 4, origin),)
    assert found["vague-title"].options == ()
