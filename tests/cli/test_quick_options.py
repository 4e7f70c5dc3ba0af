"""Values of options mean the same whether they are taken at a glance or read by Typer."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime  # noqa: TC003 - Typer evaluates annotations
from enum import Enum
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import pytest
import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from kpicli.cli import quick_options
from kpicli.cli.app import COMMANDS, build_app
from kpicli.cli.quick_options import QuickCommand

Outcome: TypeAlias = dict[str, object] | tuple[type[Exception], str]

_WORDS = [
    *(
        "",
        " ",
        "x",
        "growth",
        "auto",
        "AUTO",
        "json",
        "error",
        "z3",
        "done",
        "off_track",
        "cascade",
    ),
    *("0", "7", "007", "-1", "1_000", "99999999999999999999", "1.5", "true", "no", "2026-01-31"),
    *(
        "a,b",
        "a=b",
        "-",
        "--",
        "é",
        "a\nb",
        "\xa0",
        "\udcff",
        "goals.yaml",
        "missing.yaml",
        ".",
        "/",
    ),
    "secret.yaml",
]


class _Size(Enum):
    SMALL = "small"
    LARGE = "large"
    NUMBER = 7


def _shout(text: str | None) -> str | None:
    if text == "x":
        raise typer.BadParameter("may not be x")
    return text and text.upper()


def _several(  # noqa: PLR0913, PLR0917 - each kind of parameter once
    needed: Path,
    more: list[_Size] | None = None,
    loud: Annotated[str | None, typer.Option(callback=_shout)] = None,
    eager: Annotated[_Size | None, typer.Option(is_eager=True)] = None,
    inherited: Annotated[list[Path] | None, typer.Option(envvar="QUICK_PATHS")] = None,
    named: Annotated[str, typer.Option(envvar="QUICK_NAME")] = "x",
    must: Annotated[str, typer.Option()] = ...,
    most: Annotated[int, typer.Option(min=0, max=9)] = 5,
    least: Annotated[int, typer.Option(min=0, clamp=True)] = 5,
    share: float = 0.5,
    there: Annotated[Path | None, typer.Option(exists=True)] = None,
    folder: Annotated[Path, typer.Option(file_okay=False)] = Path(),
    real: Annotated[Path | None, typer.Option(resolve_path=True)] = None,
    either: Annotated[_Size, typer.Option(case_sensitive=False)] = _Size.SMALL,
    sizes: Annotated[list[_Size], typer.Option()] = [_Size.LARGE],  # noqa: B006 - never changed
    words: Annotated[list[str], typer.Option(default_factory=lambda: ["a"])] = ...,
    pair: tuple[str, int] = ("a", 1),
    literal: Literal["auto", "x"] = "auto",
    day: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    own: Annotated[int | None, typer.Option(parser=len)] = None,
    flag: bool = False,  # noqa: FBT001, FBT002 - Typer reads flags from these
    tri: bool | None = None,  # noqa: FBT001 - the same
    verbose: Annotated[int, typer.Option(count=True)] = 0,
) -> None:
    """Nothing but options."""


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


def _own_command() -> TyperCommand:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command("several", cls=QuickCommand)(_several)
    command = typer.main.get_command(app)
    assert isinstance(command, QuickCommand)
    return command


def _commands() -> list[TyperCommand]:
    group = typer.main.get_command(build_app())
    assert isinstance(group, TyperGroup)
    commands = list(group.commands.values())
    assert len(commands) == len(COMMANDS)
    return [command for command in commands if isinstance(command, TyperCommand)]


def _outcome(command: TyperCommand, arguments: list[str]) -> Outcome:
    try:
        context = command.make_context("kpi", list(arguments))
    except TyperException as error:
        return type(error), f"{error.exit_code}: {error.format_message()}"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the same
        return type(error), str(error)
    return {name: (type(value), value) for name, value in context.params.items()}


def _asking_typer(command: TyperCommand, arguments: list[str]) -> Outcome:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quick_options, "take_what_is_plain", lambda _: None)
        for parameter in command.params:
            patch.delitem(vars(parameter), "process_value", raising=False)
        return _outcome(command, arguments)


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
    return found


@pytest.mark.parametrize("command", [*_commands(), _own_command()], ids=lambda each: each.name)
def test_every_value_of_every_option_means_what_it_means_to_typer(command: TyperCommand) -> None:
    for arguments in _ways(command):
        assert _outcome(command, arguments) == _asking_typer(command, arguments), arguments


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KPI_AS_OF", ""),
        ("KPI_AS_OF", "2026-01-01"),
        ("KPI_AS_OF", "x\udcff"),
        ("QUICK_NAME", "x"),
        ("QUICK_NAME", ""),
        ("QUICK_PATHS", os.pathsep.join(["a", "goals.yaml"])),
        ("QUICK_PATHS", "secret.yaml"),
        ("QUICK_PATHS", os.pathsep),
    ],
)
def test_so_do_values_from_the_environment(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    for command in (*_commands(), _own_command()):
        arguments = ["goals.yaml", "--must", "x"] if command.name == "several" else []
        assert _outcome(command, arguments) == _asking_typer(command, arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        "check",
        "check goals.yaml missing --select C --select R101,S --baseline missing --fail-on error -q",
        "report --by owner --color never --root . --no-cache",
        "review --as-of 2026-01-01",
        "show growth --at HEAD --format json",
        "tree --alignment",
        "why growth --preset okr",
        "explain R101",
        "record growth 5",
        "init goals",
        "schema --help",
        "--help",
    ],
)
def test_typer_is_not_asked_about_what_is_plain(
    arguments: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ask(*_: object) -> None:
        raise AssertionError("asked")

    monkeypatch.setattr("typer.core.build_runtime_param", ask, raising=False)
    group = typer.main.get_command(build_app())
    assert isinstance(group, TyperGroup)
    for command in group.commands.values():
        command.callback = lambda **_: 0
    assert group.main(arguments.split(), "kpi", standalone_mode=False) == 0
    assert "asked" not in capsys.readouterr().err


_SCRIPT = """\
import sys
from enum import Enum
from pathlib import Path
import typer
from kpicli.cli.quick_options import QuickCommand

class Size(Enum):
    SMALL = "small"

def command(
    paths: list[Path], name: str = "", size: Size = Size.SMALL, tags: list[str] = [],
    days: int = 3, quiet: bool = False, root: Path | None = None,
) -> None:
    print(*paths, name, size, *tags, days, quiet, root)
    print("pydantic" in sys.modules)

app = typer.Typer(add_completion=False)
app.command(cls=QuickCommand)(command)
app(sys.argv[1:])
"""


def test_plain_values_need_no_pydantic() -> None:
    arguments = [
        "a",
        "b",
        "--name",
        "n",
        "--size",
        "small",
        "--tags",
        "x",
        "--quiet",
        "--root",
        ".",
    ]
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, *arguments], capture_output=True, text=True, check=True
    )
    assert done.stdout == "a b n Size.SMALL x 3 True .\nFalse\n"
