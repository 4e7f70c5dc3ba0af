"""Plain arguments mean what they mean to Typer, and Typer is asked about all others."""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias, cast

import pytest
import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from kpicli.cli import app
from kpicli.cli.commands import COMMANDS, command_of
from kpicli.cli.declared import Argument, Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.plain_arguments import plainly_given
from kpicli.cli.typer_app import build_app, for_typer

if TYPE_CHECKING:
    from types import FunctionType

    from .conftest import Kpi

Given: TypeAlias = dict[str, object]

_WORDS = [
    *("", " ", "x", "growth", "auto", "AUTO", "json", "error", "z3", "done", "off_track"),
    *("0", "7", "007", "-1", "1_000", "99999999999999999999", "1.5", "true", "no", "2026-01-31"),
    *("a,b", "a=b", "-", "--", "é", "a\nb", "\xa0", "\udcff", "-q", "-x", "--quiet", "--root"),
    *("goals.yaml", "missing.yaml", "secret.yaml", ".", "/", "cascade"),
]


class _Size(Enum):
    SMALL = "small"
    LARGE = "large"
    NUMBER = 7


def _several(  # noqa: PLR0913, PLR0917 - each kind of parameter once
    needed: Annotated[Path, Argument("A path.")],
    more: Annotated[list[_Size] | None, Argument("Sizes.")] = None,
    inherited: Annotated[Path | None, Option("--inherited", "A path.", envvar="PLAIN_PATH")] = None,
    named: Annotated[str, Option("--named -n", "A name.", envvar="PLAIN_NAME")] = "x",
    most: Annotated[int, Option("--most", "A number.")] = 5,
    either: Annotated[_Size, Option("--either", "A size.")] = _Size.SMALL,
    sizes: Annotated[list[_Size] | None, Option("--sizes -s", "Sizes.")] = None,
    share: Annotated[float, Option("--share", "A number.")] = 0.5,
    flag: Annotated[bool, Option("--flag -f", "A flag.")] = False,  # noqa: FBT002 - it is a flag
    tri: Annotated[bool | None, Option("--tri/--no-tri", "A flag, both ways.")] = None,
) -> int:
    """Nothing but parameters."""
    return len([needed, more, inherited, named, most, either, sizes, share, flag, tri])


def _must(must: Annotated[str, Option("--must", "A word.")]) -> int:
    """An option that is no option."""
    return len(must)


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a file, and one that nobody may read."""
    monkeypatch.chdir(tmp_path)
    for name in ("goals.yaml", "secret.yaml"):
        Path(name).write_text("", "utf-8")
    may = os.access
    monkeypatch.setattr(
        os,
        "access",
        lambda path, mode: (str(path) != "secret.yaml" or mode == os.F_OK) and may(path, mode),
    )


def _typer_command(name: str, command: FunctionType) -> TyperCommand:
    if name in COMMANDS:
        group = typer.main.get_command(build_app((name,)))
        assert isinstance(group, TyperGroup)
        found = group.commands[name]
    else:
        own = typer.Typer(rich_markup_mode=None, add_completion=False)
        own.command(name)(for_typer(command))
        found = typer.main.get_command(own)
    assert isinstance(found, TyperCommand)
    return found


def _as_typer_reads(command: TyperCommand, arguments: list[str]) -> Given | None:
    """What Typer makes of arguments; none where it refuses them."""
    try:
        context = command.make_context("kpi", list(arguments))
    except (TyperException, UnicodeError):
        return None
    return {name: _shown(value) for name, value in context.params.items()}


def _as_plain(command: FunctionType, arguments: list[str]) -> Given | None:
    given = plainly_given(command, arguments)
    if given is None:
        return None
    names = command.__code__.co_varnames[: command.__code__.co_argcount]
    left_out = command.__defaults__ or ()
    defaults = dict(zip(names[len(names) - len(left_out) :], left_out, strict=True))
    return {name: _shown(value) for name, value in {**defaults, **given}.items()}


def _shown(value: object) -> object:
    """A value and its type; no values are no list of values, whatever stands for that."""
    return None if value in (None, [], ()) else (type(value), value)


def _ways(command: TyperCommand) -> list[list[str]]:
    """Arguments with each parameter in turn given every word, and twice, and none at all."""
    needed = [
        part
        for parameter in command.params
        if parameter.required
        for part in (
            ["growth"] if parameter.param_type_name == "argument" else [parameter.opts[0], "x"]
        )
    ]
    found: list[list[str]] = [[], needed, [*needed, "x", "y", "z"], [*needed, "--nothing"]]
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            found += [[word] for word in _WORDS] + [[*needed, word, word] for word in _WORDS]
        else:
            for option in (*parameter.opts, *parameter.secondary_opts):
                found += [[*needed, option], [*needed, option, "small", option, "7"]]
                found += [[*needed, option, word] for word in _WORDS]
                found += [[option, word, *needed] for word in _WORDS]
                found += [[*needed, f"{option}={word}"] for word in _WORDS]
                found += [[*needed, f"{option}{word}"] for word in _WORDS]
    return found


_ALL: dict[str, FunctionType] = {
    **{name: command_of(name) for name in COMMANDS},
    "several": cast("FunctionType", _several),
    "must": cast("FunctionType", _must),
}


@pytest.mark.parametrize("name", _ALL)
def test_arguments_that_are_plain_mean_what_they_mean_to_typer(name: str) -> None:
    command = _typer_command(name, _ALL[name])
    plain = 0
    for arguments in _ways(command):
        found = _as_plain(_ALL[name], arguments)
        if found is not None:
            plain += 1
            assert found == _as_typer_reads(command, arguments), arguments
    assert plain


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KPI_AS_OF", ""),
        ("KPI_AS_OF", "2026-01-01"),
        ("KPI_AS_OF", "x\udcff"),
        ("PLAIN_NAME", "x"),
        ("PLAIN_NAME", "-x"),
        ("PLAIN_NAME", ""),
        ("PLAIN_PATH", "goals.yaml"),
        ("PLAIN_PATH", "secret.yaml"),
        ("PLAIN_PATH", os.pathsep),
    ],
)
@pytest.mark.parametrize("arguments", [["goals.yaml"], ["growth", "-n", "y"]])
def test_so_do_values_from_the_environment(
    name: str, value: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    for command, function in _ALL.items():
        found = _as_plain(function, arguments)
        if found is not None:
            assert found == _as_typer_reads(_typer_command(command, function), arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        "check",
        "check goals.yaml missing --select C --select R101,S --baseline missing --fail-on error -q",
        "check --format=json=findings.json --severity=R101=info --cache-dir . --since HEAD~3",
        "report --by owner --color never --root . --no-cache -o report.html --format html",
        "review --as-of 2026-01-01",
        "show growth --at HEAD --format json",
        "tree --alignment",
        "diff main --to HEAD --exit-code",
        "log growth",
        "why growth --preset okr",
        "whatif growth=5 growth.target=6",
        "explain R101",
        "rules --config",
        "export --format csv --output out",
        "import goals.yaml --dry-run --by owner",
        "record growth 5 --on 2026-01-31 --note x",
        "init goals",
        "schema config",
        "lsp",
    ],
)
def test_typer_is_not_asked_about_what_is_plain(arguments: str) -> None:
    name, *rest = arguments.split()
    assert plainly_given(command_of(name), rest) is not None


def test_a_default_of_the_environment_is_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPI_AS_OF", "2026-01-31")
    assert plainly_given(command_of("check"), ["-q"]) == {"as_of": "2026-01-31", "quiet": True}


def test_a_shell_that_completes_asks_typer(kpi: Kpi, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(_: object) -> int:
        return 42

    monkeypatch.setattr("kpicli.cli.typer_app.run_by_typer", ask)
    assert kpi("check", "--select", "R101").code == ExitCode.CLEAN
    monkeypatch.setenv("_KPI_COMPLETE", "complete_bash")
    assert kpi("check", "--select", "R101").code == 42


@pytest.mark.parametrize(
    "arguments", [["check", "--select", "R101"], ["check", "--", "goals.yaml"]]
)
def test_an_interrupted_command_says_so(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kpicli.cli.check.open_session", stop)
    monkeypatch.setattr("kpicli.cli.check.root_folder", stop)
    assert app.run(arguments) == ExitCode.INTERRUPTED
    assert capsys.readouterr().err == "\ninterrupted\n"
