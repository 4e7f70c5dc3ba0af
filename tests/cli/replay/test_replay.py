from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kpicli
from kpicli.cli.replay import key, state

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Kpi


def _runs(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache" / "kpi" / "runs").glob("*"))


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every file had been written long ago."""
    monkeypatch.setattr(state, "_SETTLED", -(10**18))


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--format", "json"),
        ("check", "--select", "M,S", "--color=always"),
        ("check", "goals.yaml", "--quiet"),
        ("report",),
        ("report", "--format=markdown"),
    ],
)
def test_a_run_is_shown_again(kpi: Kpi, arguments: tuple[str, ...]) -> None:
    first, second = kpi(*arguments), kpi(*arguments)
    assert (first.again, second.again) == (False, True)
    assert (first.code, first.out, first.err) == (second.code, second.out, second.err)
    assert first.out


def test_findings_fail_again(kpi: Kpi, home: Path) -> None:
    (home / "goals.yaml").write_text("kpis:\n  - {id: a, title: A, target: TBD}\n", "utf-8")
    assert [(run.code, run.again) for run in (kpi("check"), kpi("check"))] == [
        (1, False),
        (1, True),
    ]


def _edit(home: Path) -> None:
    file = home / "goals.yaml"
    file.write_text(file.read_text("utf-8").replace("from 10 to 20", "from 11 to 20"), "utf-8")


def _add(home: Path) -> None:
    (home / "more.yaml").write_text("kpis: []\n", "utf-8")


def _add_below(home: Path) -> None:
    (home / "sales").mkdir()
    (home / "sales" / "more.yaml").write_text("kpis: []\n", "utf-8")


def _remove(home: Path) -> None:
    (home / "other.yaml").unlink()


def _rename(home: Path) -> None:
    (home / "other.yaml").rename(home / "another.yaml")


def _settle(home: Path) -> None:
    (home / "kpi.toml").write_text('[check]\nignore = ["S"]\n', "utf-8")


def _settle_above(home: Path) -> None:
    (home.parent / "kpi.toml").write_text('[check]\nignore = ["S"]\n', "utf-8")


def _settle_in_pyproject(home: Path) -> None:
    (home / "pyproject.toml").write_text('[tool.kpi.check]\nignore = ["S"]\n', "utf-8")


def _ignore(home: Path) -> None:
    (home / ".gitignore").write_text("other.yaml\n", "utf-8")


def _measure(home: Path) -> None:
    (home / "actuals.csv").write_text("date,value\n2026-03-31,13\n", "utf-8")


@pytest.mark.parametrize("ticks", ["fine", "coarse"])
@pytest.mark.parametrize(
    "change",
    [
        _edit,
        _add,
        _add_below,
        _remove,
        _rename,
        _settle,
        _settle_above,
        _settle_in_pyproject,
        _ignore,
        _measure,
    ],
)
def test_a_change_is_seen(
    kpi: Kpi,
    home: Path,
    change: Callable[[Path], None],
    ticks: str,
    request: pytest.FixtureRequest,
) -> None:
    if ticks == "fine":
        request.getfixturevalue("settled")
    (home / "other.yaml").write_text(
        "kpis:\n  - id: b\n    title: B\n    target: 3\n"
        "    actuals: {csv: actuals.csv, date: date, value: value}\n",
        "utf-8",
    )
    (home / "actuals.csv").write_text("date,value\n2026-03-31,12\n", "utf-8")
    assert [kpi("check").again, kpi("check").again] == [False, True]
    change(home)
    changed = kpi("check")
    assert not changed.again
    assert kpi("check", "--no-cache").out == changed.out
    assert kpi("check").again


def test_an_edit_that_hides_its_time_is_seen(kpi: Kpi, home: Path) -> None:
    before = (home / "goals.yaml").stat()
    kpi("check")
    _edit(home)
    os.utime(home / "goals.yaml", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (home / "goals.yaml").stat().st_size == before.st_size
    assert not kpi("check").again


@pytest.mark.usefixtures("settled")
def test_a_touch_makes_no_new_run(kpi: Kpi, home: Path, tmp_path: Path) -> None:
    kpi("check")
    os.utime(home / "goals.yaml", (1_000_000_000, 1_000_000_000))
    kept = _runs(tmp_path)[0].read_text("utf-8")
    assert kpi("check").again
    # The new times were kept, so that the contents need not be read each time.
    assert _runs(tmp_path)[0].read_text("utf-8") != kept


@pytest.mark.usefixtures("settled")
def test_a_copy_with_new_times_makes_no_new_run(kpi: Kpi, home: Path) -> None:
    kpi("check")
    shutil.copytree(home, home.parent / "copy")
    shutil.rmtree(home)
    (home.parent / "copy").rename(home)
    os.chdir(home)
    assert kpi("check").again


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KPI_AS_OF", "2026-07-02"),
        ("COLUMNS", "60"),
        ("FORCE_COLOR", "1"),
        ("NO_COLOR", "1"),
        ("GITHUB_ACTIONS", "true"),
    ],
)
def test_the_environment_counts(
    kpi: Kpi, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    kpi("check")
    monkeypatch.setenv(name, value)
    assert not kpi("check").again


def test_every_variable_that_is_read_counts() -> None:
    sources = (Path(kpicli.__file__).parent / "cli").rglob("*.py")
    pattern = re.compile(r'(?:envvar=|environ(?:ment)?(?:\.get\(|\[))"(\w+)"')
    read = {name for file in sources for name in pattern.findall(file.read_text("utf-8"))}
    assert read <= set(key.ENVIRONMENT)


def test_the_day_counts(kpi: Kpi, monkeypatch: pytest.MonkeyPatch) -> None:
    kpi("check")
    monkeypatch.setattr(key, "today", lambda: "2026-07-02")
    assert not kpi("check").again


def test_the_baseline_counts(kpi: Kpi, home: Path) -> None:
    assert kpi("check", "--write-baseline", "known.json").code == 0
    whole = (home / "known.json").read_text("utf-8")
    runs = [kpi("check", "--baseline", "known.json") for _ in range(2)]
    assert [run.again for run in runs] == [False, True]
    (home / "known.json").write_text(whole + "\n", "utf-8")
    assert not kpi("check", "--baseline", "known.json").again


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--no-cache"),
        ("check", "--write-baseline", "known.json"),
        ("check", "--format", "json=out.json"),
        ("check", "--format=json=out.json"),
        ("report", "-o", "out.txt"),
        ("report", "-oout.txt"),
        ("report", "--output=out.txt"),
        ("check", "--root", "nowhere"),
        ("tree",),
    ],
)
def test_what_writes_or_fails_is_not_kept(
    kpi: Kpi, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    assert not kpi(*arguments).again
    assert not kpi(*arguments).again
    assert not _runs(tmp_path)


@pytest.mark.parametrize("ticks", ["fine", "coarse"])
@pytest.mark.parametrize("name", ["below/other.yaml", "below"])
def test_what_became_a_link_is_seen(
    kpi: Kpi, home: Path, name: str, ticks: str, request: pytest.FixtureRequest
) -> None:
    if ticks == "fine":
        request.getfixturevalue("settled")
    (home / "below").mkdir()
    (home / "below" / "other.yaml").write_text("kpis: []\n", "utf-8")
    assert [kpi("check").again, kpi("check").again] == [False, True]
    elsewhere = (home / name).rename(home.parent / "elsewhere")
    (home / name).symlink_to(elsewhere)
    changed = kpi("check")
    assert not changed.again
    assert "leads out of the" in changed.out


def test_a_link_is_not_kept(kpi: Kpi, home: Path, tmp_path: Path) -> None:
    (home / "linked.yaml").symlink_to(home / "goals.yaml")
    kpi("check")
    assert not _runs(tmp_path)


def test_an_unreadable_file_is_not_kept(kpi: Kpi, home: Path, tmp_path: Path) -> None:
    (home / "latin.yaml").write_bytes(b"# caf\xe9\n")
    assert kpi("check").code == 1
    assert not _runs(tmp_path)


def test_a_byte_order_mark_says_nothing(kpi: Kpi, home: Path) -> None:
    kpi("check")
    (home / "goals.yaml").write_bytes(b"\xef\xbb\xbf" + (home / "goals.yaml").read_bytes())
    assert kpi("check").again


def test_the_folder_can_be_chosen(kpi: Kpi, tmp_path: Path) -> None:
    folder = str(tmp_path / "chosen")
    assert not kpi("check", "--cache-dir", folder).again
    assert kpi("check", f"--cache-dir={folder}").again
    assert not kpi("check").again


def test_nowhere_to_keep_runs_is_no_failure(kpi: Kpi, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", "utf-8")
    assert [kpi("check").again, kpi("check").again] == [False, False]


def test_without_a_home_nothing_is_kept(kpi: Kpi, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name)
    assert [kpi("check").again, kpi("check").again] == [False, False]


def _truncated(text: str) -> str:
    return text[: len(text) // 2]


def _of_another_format(text: str) -> str:
    return text.replace('"format":1', '"format":2')


def _of_another_key(text: str) -> str:
    return json.dumps({**json.loads(text), "key": ["other"]})


def _with(part: str, value: object) -> Callable[[str], str]:
    return lambda text: json.dumps({**json.loads(text), part: value})


@pytest.mark.parametrize(
    "damaged",
    [
        _truncated,
        _of_another_format,
        _of_another_key,
        lambda _: "",
        lambda _: "[]",
        lambda _: "null",
        lambda _: "[" * 100_000,
        lambda _: "\udcff",
        _with("code", 3),
        _with("code", None),
        _with("code", []),
        _with("output", "text"),
        _with("output", [["file", "x"]]),
        _with("output", [["out", 1]]),
        _with("output", [["out"]]),
        _with("seen", []),
        _with("seen", {"a": 1}),
        _with("seen", {"a": [[1, 2, 3], ""]}),
        _with("seen", {"a": [["x", 1, 1, 1, 1], ""]}),
        _with("seen", {"a": [[True, 1, 1, 1, 1], ""]}),
        _with("seen", {"a": [[], None]}),
    ],
)
def test_a_damaged_run_is_made_again(
    kpi: Kpi, tmp_path: Path, damaged: Callable[[str], str]
) -> None:
    good = kpi("check")
    file = _runs(tmp_path)[0]
    file.write_bytes(damaged(file.read_text("utf-8")).encode("utf-8", "surrogateescape"))
    again = kpi("check")
    assert not again.again
    assert (again.out, again.err, again.code) == (good.out, good.err, good.code)
    assert kpi("check").again


def test_old_runs_are_forgotten(kpi: Kpi, tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "kpi" / "runs"
    folder.mkdir(parents=True)
    for number in range(80):
        (folder / f"{number}.json").write_text("{}", "utf-8")
        os.utime(folder / f"{number}.json", (number, number))
    kpi("check")
    left = {file.name for file in _runs(tmp_path)}
    assert len(left) == 64
    assert "79.json" in left
    assert "0.json" not in left


def test_a_clock_that_was_ahead_makes_no_difference(kpi: Kpi, home: Path) -> None:
    later = home / "goals.yaml"
    os.utime(later, (4_000_000_000, 4_000_000_000))
    kpi("check")
    assert kpi("check").again
    _edit(home)
    os.utime(later, (4_000_000_000, 4_000_000_000))
    assert not kpi("check").again


def test_settings_that_are_a_folder_are_a_mistake_and_no_bug(kpi: Kpi, home: Path) -> None:
    (home / "kpi.toml").mkdir()
    shown = kpi("check", "--root", ".")
    assert shown.code == 2
    assert shown.err.startswith("error: kpi.toml:1: the settings cannot be read: is a directory")
    (home / "kpi.toml").rmdir()
    assert kpi("check", "--root", ".").code == 1


def test_settings_that_may_not_be_read_are_a_mistake_and_no_bug(
    kpi: Kpi, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "kpi.toml").touch()
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "kpi.toml":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    shown = kpi("check")
    assert shown.code == 2
    assert "kpi.toml:1: the settings cannot be read: permission denied" in shown.err
