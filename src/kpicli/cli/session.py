"""A goal repository as a command finds it: its root, settings, workspace and findings."""

from __future__ import annotations

import os
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from msgspec import Struct, field
from msgspec.structs import replace

from kpicli.cli.everything import check_is_not_everything
from kpicli.cli.machine import processors
from kpicli.cli.output import Failure, write_error
from kpicli.cli.replay.recording import current
from kpicli.cli.sparse import absent_files_in
from kpicli.config import (
    PYPROJECT_FILE,
    SETTINGS_FILE,
    ConfigError,
    Settings,
    StatusSettings,
    find_root,
    load_settings,
    place_of_setting,
)
from kpicli.documents import is_direct, read_source
from kpicli.fields.read import read
from kpicli.findings import Finding
from kpicli.models.period import Calendar, parse_date
from kpicli.models.preset import Preset
from kpicli.models.thresholds import Thresholds
from kpicli.source import NO_LOOKS
from kpicli.workspace import Context, Read, Workspace, discover, load_workspace, not_listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kpicli.cli.kept import Kept
    from kpicli.history import Commit
    from kpicli.linter import SelectionError
    from kpicli.source import Looks, SourceFile
    from kpicli.workspace import AnyGoal, Definition, FileContents


class Session(Struct, frozen=True, dict=True):
    """A loaded goal repository, and what was wrong in loading it."""

    root: Path
    settings: Settings
    workspace: Workspace
    findings: tuple[Finding, ...]
    read: Read
    unreadable: tuple[Finding, ...] = ()
    """Those of the findings that were made before any file was read."""
    commit: Commit | None = None
    """The commit whose files these are; none for the work tree."""
    absent: Mapping[str, FileContents] = field(default_factory=dict)
    """What can be told of goal files that are not checked out or cannot be found, by path."""
    kept: Kept | None = None
    """What is kept for the next time that the same files are loaded."""

    def reread(self, read: Read) -> Session:
        """The same files once more, with other texts."""
        known = self.workspace
        workspace, findings = load_workspace(
            known.paths, read, known.context, processors(), absent=self.absent
        )
        found = (*self.unreadable, *findings)
        return replace(self, workspace=workspace, findings=found, read=read)

    def goal(self, key: str) -> Definition[AnyGoal]:
        """The goal with an id.

        Raises:
            Failure: if there is none.
        """
        goals = self.workspace.goals
        if key in goals:
            return goals[key]
        from kpicli.cli.unknown_goal import unknown_goal  # noqa: PLC0415 - only for a mistake

        raise unknown_goal(self, key, f"there is no goal `{key}`", goals)


def open_session(
    root: Path | None,
    as_of: str | None,
    preset: Preset | None = None,
    at: str | None = None,
    meanwhile: Callable[[], object] = lambda: None,
    kept: Kept | None = None,
) -> Session:
    """Load the goal repository at the root, or the one around the working directory.

    A preset goes before that of the settings. With `at` it is loaded as it was at a revision. What
    is to be done meanwhile is done while other processes read, if there are any. What was kept of
    the last time is not read again.

    Raises:
        Failure: if the root, the day or the settings are wrong, or there is no goal file.
    """
    if at is not None:
        from kpicli.cli.past import open_past  # noqa: PLC0415 - git is read where it is asked for

        return open_past(root, as_of, preset, at)
    day = day_given(as_of)
    folder, settings = open_settings(root)
    if root is None:
        check_is_not_everything(folder)
    read, looks = _watched(folder)
    paths, unreadable = discover(folder, settings.files.exclude, looks)
    if not paths and not unreadable:
        raise _no_goals(folder, settings)
    context = context_of(settings, day, preset)
    absent = {**absent_files_in(folder, settings.files.exclude), **not_listed(unreadable)}
    load = load_workspace if kept is None else kept.load_workspace
    workspace, findings = load(
        paths, read, context, processors(), meanwhile, looks=looks, absent=absent
    )
    found = (*unreadable, *findings)
    return Session(
        folder, settings, workspace, found, read, tuple(unreadable), absent=absent, kept=kept
    )


def _no_goals(folder: Path, settings: Settings) -> Failure:
    excluded = len(discover(folder)[0]) if settings.files.exclude else 0
    if excluded:
        path, line = place_of_setting(folder, ("files", "exclude"))
        files = "the one goal file" if excluded == 1 else f"all {excluded:,} goal files"
        return Failure(
            f"{path}:{line}: `exclude` leaves out {files} in {folder}",
            "`exclude` holds globs of what is no goal file, such as archive/**",
        )
    return Failure(
        f"there are no goal files (*.yaml, *.yml) in {folder}",
        "`kpi init` writes a first goal repository",
    )


def _watched(root: Path) -> tuple[Read, Looks]:
    """How files below the root are read, and who is told of it so that the run can be kept."""
    recording = current()
    if recording is None:
        return partial(read_source, root), NO_LOOKS
    return partial(_read_and_tell, root, recording), recording


def _read_and_tell(root: Path, looks: Looks, path: str) -> tuple[SourceFile | None, list[Finding]]:
    full = f"{root}{os.sep}{path}"
    looks.before(full)
    source, findings = read_source(root, path)
    if source is None or not is_direct(str(root), path):
        looks.spoil()
    else:
        looks.read(full, source.text)
    return source, findings


def open_settings(root: Path | None) -> tuple[Path, Settings]:
    """The goal repository at the root, or around the working directory, and its settings.

    Raises:
        Failure: if the root or the settings are wrong.
    """
    folder = root_folder(root)
    settings, errors = load_settings(folder)
    if errors:
        found = (*errors, *_errors_about_rules(folder))
        fail_with(sorted(found, key=lambda error: error.line))
    return folder, settings


def _errors_about_rules(root: Path) -> Iterable[ConfigError]:
    """What is wrong about rules in settings that have other mistakes, too."""
    from kpicli.config.right import right_settings  # noqa: PLC0415 - only where something is wrong
    from kpicli.linter import select_rules  # noqa: PLC0415 - the same
    from kpicli.rules.registry import RULES  # noqa: PLC0415 - the same

    _, errors = select_rules(RULES, right_settings(root).check)
    return (config_error(error, root) for error in errors)


def fail_with(errors: Sequence[ConfigError]) -> NoReturn:
    """End the command with what is wrong in the settings, each with its file and line."""
    *first, last = (
        Failure(f"{error.path}:{error.line}: {error.message}", error.help) for error in errors
    )
    for failure in first:
        write_error(f"error: {failure.message}")
        if failure.remedy:
            write_error(f"  help: {failure.remedy}")
    raise last


def context_of(settings: Settings, day: date, preset: Preset | None = None) -> Context:
    """What the settings say of the meaning of goal files; a preset goes before theirs."""
    calendar, status = settings.calendar, settings.status
    # Thresholds are written for the figure of the preset that they stand beside.
    chosen = preset or Preset(status.preset)
    is_own = chosen == status.preset
    if not is_own:
        status = read(StatusSettings, {"preset": chosen.value})
    return Context(
        day,
        Calendar(calendar.fiscal_year_start, calendar.fiscal_year_named_by),
        Thresholds(status.on_track, status.at_risk),
        chosen,
        own_thresholds_count=is_own,
    )


def config_error(error: SelectionError, root: Path) -> ConfigError:
    """A mistake in choosing rules, at the place of the setting that has it."""
    path, line = place_of_setting(root, error.keys)
    return ConfigError(path, line, error.message, error.help)


def day_given(text: str | None) -> date:
    """The day of `--as-of`, or today.

    Raises:
        Failure: if it is no date.
    """
    if text is None:
        return date.today()  # noqa: DTZ011, TID251 - the user's own today, read only here
    found = parse_date(text)
    if found is None:
        raise Failure(f"`{text}` is not a date", "write year-month-day, such as 2026-09-01")
    return found


def root_folder(given: Path | None) -> Path:
    """The folder of the goal repository: the one given, or the one around the working directory.

    Raises:
        Failure: if there is no such folder.
    """
    here = Path.cwd()  # noqa: TID251 - read only here
    if given is None:
        found = find_root(here)
        _tell_of_settings(here, found)
        return found or here
    folder = here / given
    if not folder.is_dir():
        raise Failure(f"there is no folder `{given}`", f"--root is a folder with a {SETTINGS_FILE}")
    root = folder.resolve()
    _tell_of_settings(root, root)
    return root


def _tell_of_settings(start: Path, root: Path | None) -> None:
    """Tells of each file that would be the settings, from a folder up to the root."""
    recording = current()
    if recording is None:
        return
    for folder in (start, *start.parents):
        for name in (SETTINGS_FILE, PYPROJECT_FILE):
            file = folder / name
            recording.before(str(file))
            try:
                text = file.read_bytes().decode("utf-8-sig", "surrogateescape")
            except FileNotFoundError:
                continue
            except OSError:
                recording.spoil()
                continue
            recording.read(str(file), text)
        if folder == root:
            return


def today() -> date:
    """The user's own today."""
    return day_given(None)
