"""`kpi init`: a first goal repository."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from importlib.resources import files
from os.path import relpath
from pathlib import Path
from shlex import quote
from string import Template
from typing import Annotated

from msgspec import Struct

from kpicli.cli.checkout import path_in_checkout
from kpicli.cli.declared import Argument, Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.offers import NOWHERE, Service, home, hook, texts_in, workflow
from kpicli.cli.options import AsOf, Quiet
from kpicli.cli.output import Failure, place_file, write
from kpicli.cli.session import day_given
from kpicli.config import SETTINGS_FILE
from kpicli.config.schema import config_schema
from kpicli.models.schema import goals_schema
from kpicli.workspace import discover

GOALS_SCHEMA = ".kpi/goals.schema.json"
CONFIG_SCHEMA = ".kpi/config.schema.json"

Folder = Annotated[Path, Argument(metavar="[DIR]", help="Where; by default the working directory.")]
Ci = Annotated[
    Service | None,
    Option("--ci", help="Who checks proposed changes; github in a new repository."),
]
PreCommit = Annotated[
    bool | None,
    Option(
        "--pre-commit/--no-pre-commit",
        help="Whether to check before each commit; yes in a new repository.",
        show_default=False,
    ),
]


def command(
    folder: Folder = Path(),
    ci: Ci = None,
    pre_commit: PreCommit = None,
    as_of: AsOf = None,
    quiet: Quiet = False,
) -> int:
    """Write a small goal repository to start from.

    In one that is there already, --ci and --pre-commit add what they name, and nothing else.

    Example: kpi init our-goals --ci gitlab
    """
    has_settings = (folder / SETTINGS_FILE).exists()
    is_plain = ci is None and pre_commit is None
    # Settings without a goal are no repository yet.
    is_new = not has_settings or (is_plain and not discover(folder)[0])
    if is_plain and not is_new:
        raise Failure(
            f"`{folder}` is a goal repository already: it has a {SETTINGS_FILE} and goal files",
            "`--ci github`, `--ci gitlab` and `--pre-commit` add a workflow or a hook to it",
        )
    texts = _placed(folder, _goals(day_given(as_of)) if is_new else {})
    texts |= _offered(folder, ci or (Service.GITHUB if is_new else Service.NONE))
    if is_new if pre_commit is None else pre_commit:
        texts |= _placed(_top(folder), hook(path_in_checkout(folder)))
    outcome = _write_all(texts)
    if not quiet:
        write(outcome.farewell(folder))
    return ExitCode.CLEAN


def first_files(day: date) -> dict[str, str]:
    """The files of a first goal repository by path, with numbers that are on track on a day."""
    values = _values(day)
    return {
        path: Template(file.read_text("utf-8")).substitute(values)
        for path, file in texts_in(files("kpicli.cli") / "template", "")
    }


def _goals(day: date) -> dict[str, str]:
    return {
        **first_files(day),
        GOALS_SCHEMA: json.dumps(goals_schema(), indent=1) + "\n",
        CONFIG_SCHEMA: json.dumps(config_schema(), indent=1) + "\n",
    }


def _offered(folder: Path, service: Service) -> dict[Path, str]:
    return _placed(_top(folder), workflow(service, path_in_checkout(folder), home()))


def _top(folder: Path) -> Path:
    """The top of the git checkout, where services and hooks look for their files."""
    depth = path_in_checkout(folder).count("/")
    return Path(relpath(folder.resolve().parents[depth - 1])) if depth else folder


def _placed(folder: Path, texts: Mapping[str, str]) -> dict[Path, str]:
    return {folder / name: text for name, text in texts.items()}


def _values(day: date) -> dict[str, str]:
    start = date(day.year, 1, 1)
    month_end = day.replace(day=1) - timedelta(days=1)
    measured = max(month_end, start)
    share = (measured - start).days / 365
    return {
        "year": str(day.year),
        "day": measured.isoformat(),
        "revenue": f"{100 + round(20 * share, 1)}k",
        "clients": str(10 + round(6 * share)),
        "hours": str(8 - round(4 * share, 1)),
    }


_COMES_FROM = "with the repository that kpi comes from"


class _Outcome(Struct, frozen=True):
    """Which files were written, which were there, and which of the written ones are unfinished."""

    written: tuple[Path, ...]
    taken: tuple[Path, ...]
    unfinished: tuple[Path, ...]

    def farewell(self, folder: Path) -> str:
        """What was done, and what to do next."""
        lines = [*_list("Wrote", self.written)]
        lines += [f"Kept the file that was there: {path}" for path in self.taken]
        lines += [f"Replace OWNER/kpi in {path} {_COMES_FROM}" for path in self.unfinished]
        go = "" if folder == Path() else f"cd {quote(str(folder))} && "
        return "\n".join([*lines, "", f"Next: {go}kpi check && kpi tree && kpi report", ""])


def _list(deed: str, paths: tuple[Path, ...]) -> Iterable[str]:
    if not paths:
        return ()
    plural = "" if len(paths) == 1 else "s"
    return (f"{deed} {len(paths)} file{plural}:", *(f"  {path}" for path in paths))


def _write_all(texts: Mapping[Path, str]) -> _Outcome:
    taken = tuple(sorted(path for path in texts if path.exists()))
    written = tuple(path for path in texts if path not in taken)
    for path in written:
        place_file(path, texts[path])
    unfinished = tuple(path for path in written if NOWHERE.repository in texts[path])
    return _Outcome(written, taken, unfinished)
