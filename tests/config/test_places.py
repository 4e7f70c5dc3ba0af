from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpicli.config import place_of_setting
from kpicli.config.places import line_of

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
# [check]
[check]
select = ["ALL"] # ignore = 1
ignore = [
  "S",
]
severity.missing-owner = "error"

[check.per_file_ignores]
"drafts/**" = ["S"]
'a.b/[x]' = ["M"]

[ check . options . too-many-kpis ]
max_per_owner = 8
[connections."my.db"]
url = "a=b"
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("check",), 2),
        (("check", "select"), 3),
        (("check", "ignore"), 4),
        (("check", "ignore", "0"), 4),
        (("check", "severity", "missing-owner"), 7),
        (("check", "per_file_ignores", "drafts/**"), 10),
        (("check", "per_file_ignores", "a.b/[x]"), 11),
        (("check", "per_file_ignores", "other"), 9),
        (("check", "options", "too-many-kpis", "max_per_owner"), 14),
        (("connections", "my.db", "url"), 16),
        (("check", "fail_on"), 2),
        (("status", "on_track"), 1),
        ((), 1),
    ],
)
def test_the_line_of_a_setting_or_of_the_nearest_table_above(
    keys: tuple[str, ...], line: int
) -> None:
    assert line_of(TEXT, keys) == line


def test_a_place_is_in_the_file_that_counts(tmp_path: Path) -> None:
    keys = ("check", "select")
    assert place_of_setting(tmp_path, keys) == ("kpi.toml", 1)
    (tmp_path / "pyproject.toml").write_text("[x]\n[tool.kpi.check]\nselect = []\n", "utf-8")
    assert place_of_setting(tmp_path, keys) == ("pyproject.toml", 3)
    (tmp_path / "kpi.toml").write_text("[check]\nselect = []\n", "utf-8")
    assert place_of_setting(tmp_path, keys) == ("kpi.toml", 2)
