from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kpicli.config import ConfigError, Settings, find_root, load_settings
from kpicli.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """
[files]
exclude = ["archive/**"]

[calendar]
fiscal_year_start = 4
fiscal_year_named_by = "start"

[check]
select = ["ALL"]
ignore = ["compound-title"]
fail_on = "warning"
[check.severity]
missing-owner = "error"
[check.per_file_ignores]
"drafts/**" = ["S", "M"]
[check.options.too-many-kpis]
max_per_owner = 8

[status]
on_track = 0.95
at_risk = 0.75

[history]
main = "trunk"

[connections.warehouse]
url = "duckdb://warehouse.duckdb"
"""


def settings(root: Path, text: str, name: str = "kpi.toml") -> Settings:
    (root / name).write_text(text, "utf-8")
    loaded, errors = load_settings(root)
    assert errors == ()
    return loaded


def errors(root: Path, text: str, name: str = "kpi.toml") -> list[tuple[int, str, str | None]]:
    (root / name).write_text(text, "utf-8")
    loaded, found = load_settings(root)
    assert loaded == Settings(), "wrong settings count as none"
    assert {error.path for error in found} <= {name}
    return [(error.line, error.message, error.help) for error in found]


def in_pyproject(text: str) -> str:
    lines = text.replace("[", "[tool.kpi.").splitlines()
    return "\n".join(
        line if line.startswith("[") else line.replace("[tool.kpi.", "[") for line in lines
    )


@pytest.mark.parametrize("name", ["kpi.toml", "pyproject.toml"])
def test_every_setting(tmp_path: Path, name: str) -> None:
    found = settings(tmp_path, WHOLE if name == "kpi.toml" else in_pyproject(WHOLE), name)
    assert found.files.exclude == ("archive/**",)
    assert (found.calendar.fiscal_year_start, found.calendar.fiscal_year_named_by) == (4, "start")
    assert found.check.select == ("ALL",)
    assert found.check.ignore == ("compound-title",)
    assert found.check.fail_on is Severity.WARNING
    assert found.check.severity == {"missing-owner": Severity.ERROR}
    assert found.check.per_file_ignores == {"drafts/**": ("S", "M")}
    assert found.check.options == {"too-many-kpis": {"max_per_owner": 8}}
    assert (found.status.on_track, found.status.at_risk) == (Decimal("0.95"), Decimal("0.75"))
    assert found.history.main == "trunk"
    assert found.connections["warehouse"].url == "duckdb://warehouse.duckdb"


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == (Settings(), ())
    found = Settings()
    assert (found.calendar.fiscal_year_start, found.calendar.fiscal_year_named_by) == (1, "end")
    assert (found.check.select, found.check.fail_on) == (("ALL",), Severity.ERROR)
    assert (found.status.on_track, found.status.at_risk) == (Decimal("0.9"), Decimal("0.7"))


def test_kpi_toml_goes_before_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.kpi.history]\nmain = 'a'\n", "utf-8")
    assert settings(tmp_path, "[history]\nmain = 'b'\n").history.main == "b"


@pytest.mark.parametrize("text", ["", "[tool.other]\n", "tool = 5\n", "[project]\nname = 'x'\n"])
def test_a_pyproject_of_others_says_nothing(tmp_path: Path, text: str) -> None:
    assert settings(tmp_path, text, "pyproject.toml") == Settings()
    assert find_root(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "line", "message", "remedy"),
    [
        ("[chek]\n", 1, "there is no setting `chek`", "did you mean `check`?"),
        ("\n[check]\nselct = []\n", 3, "there is no setting `check.selct`",
         "did you mean `select`?"),
        ("[check]\nfail_on = 'error'\n[calendar]\nyear_start = 4\n", 4,
         "there is no setting `calendar.year_start`", "did you mean `fiscal_year_start`?"),
        ("check.selct = []\n", 1, "there is no setting `check.selct`", "did you mean `select`?"),
        ("fail_on = 'error'\n", 1, "there is no setting `fail_on`",
         "`fail_on` stands under [check]"),
        ("[check]\nexclude = []\n", 2, "there is no setting `check.exclude`",
         "`exclude` stands under [files]"),
        ("[history]\nx = 1\n", 2, "there is no setting `history.x`",
         "the settings here are main"),
        ("[connections.w]\nurl = 'u'\nurll = 'v'\n", 3,
         "there is no setting `connections.w.urll`", "did you mean `url`?"),
        ("[check]\nfail_on = 'eror'\n", 2,
         "`check.fail_on`: expected one of error, warning, info",
         "did you mean `error`?"),
        ("[check.severity]\na = 'error'\nmissing-owner = 'wrning'\n", 3,
         "`check.severity.missing-owner`: expected one of error, warning, info",
         "did you mean `warning`?"),
        ("[calendar]\nfiscal_year_named_by = 'ends'\n", 2,
         "`calendar.fiscal_year_named_by`: expected one of start, end",
         "did you mean `end`?"),
        ("[calendar]\nfiscal_year_start = 13\n", 2,
         "`calendar.fiscal_year_start`: expected a whole number from 1 to 12", None),
        ("[calendar]\nfiscal_year_start = '4'\n", 2,
         "`calendar.fiscal_year_start`: expected a whole number from 1 to 12", None),
        ("[calendar]\nfiscal_year_start = true\n", 2,
         "`calendar.fiscal_year_start`: expected a whole number from 1 to 12", None),
        ("[files]\nexclude = 'a'\n", 2, "`files.exclude`: expected a list", 'write ["a"]'),
        ("[files]\n# why\nexclude = [\n  'a',\n  5,\n]\n", 3,
         "`files.exclude`: expected a text in quotes", None),
        ("[check.per_file_ignores]\n'a/**' = ['S']\n\"b/[x]*.yaml\" = 'M'\n", 3,
         "`check.per_file_ignores.b/[x]*.yaml`: expected a list", 'write ["M"]'),
        ("[status]\non_track = 1.5\n", 2,
         "`status.on_track`: expected a number from 0 to 1", None),
        ("[status]\non_track = '0.9'\n", 2,
         "`status.on_track`: expected a number from 0 to 1", None),
        ("[status]\non_track = true\n", 2,
         "`status.on_track`: expected a number from 0 to 1", None),
        ("[status]\non_track = 0.5\n", 1, "`status`: at_risk (0.7) is above on_track (0.5)", None),
        ("[files]\nexclude = ['a', '[z-a]']\n", 2,
         "`files.exclude`: `[z-a]` is not a glob such as archive/**", None),
        ("[check.per_file_ignores]\n'!' = ['S']\n", 2,
         "`check.per_file_ignores.!`: `!` is not a glob such as archive/**", None),
        ("[connections.w]\n", 1, "`connections.w.url`: it is missing", None),
        ("check = 5\n", 1, "`check`: expected a table", None),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_at_its_line(
    tmp_path: Path, text: str, line: int, message: str, remedy: str | None
) -> None:
    assert errors(tmp_path, text) == [(line, message, remedy)]


def test_lines_in_a_pyproject(tmp_path: Path) -> None:
    text = "[tool.other]\nselct = 1\n\n[tool.kpi.check]\nselct = []\n"
    assert errors(tmp_path, text, "pyproject.toml") == [
        (5, "there is no setting `check.selct`", "did you mean `select`?")
    ]


def test_a_setting_in_another_table_of_a_pyproject(tmp_path: Path) -> None:
    text = "[tool.kpi]\nignore = []\n"
    assert errors(tmp_path, text, "pyproject.toml") == [
        (2, "there is no setting `ignore`", "`ignore` stands under [tool.kpi.check]")
    ]


def test_a_pyproject_whose_table_is_none(tmp_path: Path) -> None:
    ((line, message, _),) = errors(tmp_path, "[tool]\nkpi = 5\n", "pyproject.toml")
    assert line == 2
    assert message == "`tool.kpi`: expected a table"


def test_everything_wrong_is_named(tmp_path: Path) -> None:
    found = errors(tmp_path, "x = 1\n[check]\nselct = []\nfail_on = 5\n")
    assert sorted(line for line, _, _ in found) == [1, 3, 4]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[check\n", 1),
        ("[check]\nselect = [ALL]\n", 2),
        ("[check]\n\nselect = 'a\n", 3),
        ("a = 1\na = 2\n", 2),
        ("[check]\nselect = [\n", 3),
        ("a = \x00", 1),
    ],
)
def test_what_is_not_toml_is_named_at_its_line(tmp_path: Path, text: str, line: int) -> None:
    ((found, message, remedy),) = errors(tmp_path, text)
    assert found in {line, 1}
    assert message.startswith("this is not TOML: ")
    assert remedy


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[check]\n<<<<<<< HEAD\nselect = []\n=======\nselect = ['S']\n>>>>>>> other\n", 2),
        ("[check]\nselect = []\nselect = ['S']\n>>>>>>> other\n", 4),
        ("<<<<<<< HEAD\r\n=======\r\n>>>>>>> other\r\n[check]\r\n", 1),
    ],
)
def test_a_merge_conflict_is_named_at_its_first_mark(tmp_path: Path, text: str, line: int) -> None:
    remedy = "keep one side, and remove the lines with <<<<<<<, ======= and >>>>>>>"
    assert errors(tmp_path, text) == [(line, "a merge conflict is not resolved", remedy)]


def test_marks_in_a_text_are_no_conflict(tmp_path: Path) -> None:
    marks = "<<<<<<< HEAD\n=======\n>>>>>>> other\n"
    assert settings(tmp_path, f'[history]\nmain = """\n{marks}"""\n').history.main == marks


@pytest.mark.parametrize(
    "text", ["[check]\nselect = []\nselect = []\n", "[check]\n[files]\n[check]\n"]
)
def test_a_key_that_stands_twice_is_said(tmp_path: Path, text: str) -> None:
    ((line, message, remedy),) = errors(tmp_path, text)
    assert (line, message) == (3, "this is not TOML: a key stands twice")
    assert remedy is not None
    assert remedy.startswith("keep one of the two")


def test_a_broken_pyproject_with_the_table_is_named(tmp_path: Path) -> None:
    text = "[tool.kpi.check]\nselect = [ALL]\n"
    ((line, message, _),) = errors(tmp_path, text, "pyproject.toml")
    assert (line, message[:17]) == (2, "this is not TOML:")
    assert find_root(tmp_path) == tmp_path


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert settings(tmp_path, "\ufeff[history]\nmain = 'a'\n").history.main == "a"


@pytest.mark.parametrize(
    ("contents", "line", "reason"),
    [
        (b"[history]\nmain = '\xff'\n", 2, "is not UTF-8: byte 0xFF at offset 18, line 2"),
        (b"\xef\xbb\xbf\r\n\r\n# \xe9\n", 3, "is not UTF-8: byte 0xE9 at offset 9, line 3"),
        ("\n[history]".encode("utf-16"), 1, "is UTF-16, not UTF-8"),
    ],
)
def test_a_file_that_is_not_utf_8(tmp_path: Path, contents: bytes, line: int, reason: str) -> None:
    (tmp_path / "kpi.toml").write_bytes(contents)
    message = f"the settings cannot be read: it {reason}"
    found = ConfigError("kpi.toml", line, message, "save it as UTF-8")
    assert load_settings(tmp_path) == (Settings(), (found,))


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "kpi.toml").mkdir()
    (error,) = load_settings(tmp_path)[1]
    assert error.message == "the settings cannot be read: is a directory"


def test_nesting_without_end(tmp_path: Path) -> None:
    ((line, message, _),) = errors(tmp_path, f"a = {'[' * 5000}{']' * 5000}")
    assert (line, message) == (1, "the settings cannot be read: it is nested too deep")


def test_the_root_is_the_nearest_folder_upward(tmp_path: Path) -> None:
    inner = tmp_path / "a/b/c"
    inner.mkdir(parents=True)
    assert find_root(inner) is None
    (tmp_path / "kpi.toml").write_text("", "utf-8")
    assert find_root(inner) == tmp_path
    (tmp_path / "a/pyproject.toml").write_text("[tool.kpi]\n", "utf-8")
    assert find_root(inner) == tmp_path / "a"
    (inner / "pyproject.toml").write_text("[tool.ruff]\n", "utf-8")
    assert find_root(inner) == tmp_path / "a"
    (inner / "kpi.toml").write_text("not toml", "utf-8")
    assert find_root(inner) == inner


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("", ("0.9", "0.7")),
        ('preset = "default"', ("0.9", "0.7")),
        ('preset = "okr"', ("0.7", "0.4")),
        ('preset = "sdg"', ("0.95", "0.6")),
        ('preset = "un2023"', ("0.95", "0.1")),
        ('preset = "evm"', ("1", "0.9")),
        ('preset = "okr"\nat_risk = 0.3', ("0.7", "0.3")),
        ('on_track = 0.8\npreset = "evm"\nat_risk = 0.3', ("0.8", "0.3")),
    ],
)
def test_thresholds_that_are_not_set_are_those_of_the_preset(
    tmp_path: Path, text: str, limits: tuple[str, str]
) -> None:
    found = settings(tmp_path, f"[status]\n{text}\n").status
    assert (found.on_track, found.at_risk) == tuple(map(Decimal, limits))


@pytest.mark.parametrize("value", ["3", '"OKR"', "[1]", "{a = 1}", "true"])
def test_a_preset_is_one_of_the_known_words(tmp_path: Path, value: str) -> None:
    ((line, message, _),) = errors(tmp_path, f"[status]\npreset = {value}\n")
    assert line == 2
    assert "preset" in message
