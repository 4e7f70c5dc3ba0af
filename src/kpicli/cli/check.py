"""`kpi check`: load, build the cascade, run the rules, print findings."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpicli.cli.baseline import Known, Record, compared
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.machine import processors
from kpicli.cli.options import AsOf, CacheFolder, Colored, NoCache, Quiet, Root, listed
from kpicli.cli.output import Color, Failure, style_for, write, write_error, write_file
from kpicli.cli.session import Session, config_error, fail_with, open_session
from kpicli.findings import Severity, did_you_mean
from kpicli.linter import CheckResult, check, narrowed, select_rules, unknown_selectors
from kpicli.render.findings import check_json, closing_line, concise, full, suppressed
from kpicli.render.theme import Style
from kpicli.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.config.settings import CheckSettings
    from kpicli.linter import ActiveRule


class Format(StrEnum):
    """How findings are written."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"


_TEXT_FORMATS = {Format.FULL, Format.CONCISE}

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATHS]...",
        help="Show only findings with a place in these files or folders; all files are loaded.",
        show_default=False,
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMAT[=FILE]",
        help="full (default), concise or json; with =FILE into a file. May be repeated.",
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULES", help="Run only these: names, codes, prefixes."),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="RULES", help="Do not run these: names, codes, prefixes."),
]
Severities = Annotated[
    list[str] | None,
    typer.Option("--severity", metavar="RULE=LEVEL", help="Another severity for a rule."),
]
PerFileIgnores = Annotated[
    list[str] | None,
    typer.Option("--per-file-ignore", metavar="GLOB=RULE", help="Do not run a rule on some files."),
]
FailOn = Annotated[
    Severity | None,
    typer.Option("--fail-on", help="The least severity that fails the check; default error."),
]
ShowSuppressed = Annotated[
    bool,
    typer.Option("--show-suppressed", help="List suppressed findings, too, with the reasons."),
]


def command(
    paths: Paths = None,
    formats: Formats = None,
    select: Select = None,
    ignore: Ignore = None,
    severity: Severities = None,
    per_file_ignore: PerFileIgnores = None,
    fail_on: FailOn = None,
    baseline: Known = None,
    write_baseline: Record = None,
    show_suppressed: ShowSuppressed = False,
    root: Root = None,
    as_of: AsOf = None,
    color: Colored = Color.AUTO,
    quiet: Quiet = False,
    no_cache: NoCache = False,  # noqa: ARG001 - read before anything is imported
    cache_dir: CacheFolder = None,  # noqa: ARG001 - the same
) -> int:
    """Check the goals: run the rules, print findings, set the exit code.

    Example: kpi check --select C,orphan-kpi sales/
    """
    outputs = _outputs(listed(formats))
    session = open_session(root, as_of)
    settings = _overridden(
        session.settings.check,
        listed(select),
        listed(ignore),
        _pairs(severity),
        _pairs(per_file_ignore),
    )
    shown = _relative(paths or (), session)
    rules = _rules(session, settings)
    ignores = settings.per_file_ignores
    result = check(session.workspace, session.findings, rules, ignores, session.read, processors())
    result = compared(result, rules, baseline, write_baseline, quiet)
    result = narrowed(result, shown)
    readable = result if show_suppressed else replace(result, suppressed=())
    for form, file in outputs:
        content = readable if form in _TEXT_FORMATS else result
        _emit(content, form, file, style_for(Color.NEVER if file else color), quiet)
    return ExitCode.FINDINGS if result.fails(fail_on or settings.fail_on) else ExitCode.CLEAN


def _rules(session: Session, settings: CheckSettings) -> tuple[ActiveRule, ...]:
    rules, errors = select_rules(RULES, settings)
    if errors:
        fail_with([config_error(error, session.root) for error in errors])
    return rules


def _overridden(
    settings: CheckSettings,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: Sequence[tuple[str, str]],
    per_file: Sequence[tuple[str, str]],
) -> CheckSettings:
    """The settings of `kpi.toml` with those of the command line over them."""
    named = (*select, *ignore, *(rule for rule, _ in severity), *(rule for _, rule in per_file))
    for error in unknown_selectors(RULES, named):
        raise Failure(error.message, error.help)
    levels = {rule: _severity(level) for rule, level in severity}
    ignores = dict(settings.per_file_ignores)
    for glob, rule in per_file:
        ignores[glob] = (*ignores.get(glob, ()), rule)
    return settings.model_copy(
        update={
            "select": select or settings.select,
            "ignore": (*settings.ignore, *ignore),
            "severity": {**settings.severity, **levels},
            "per_file_ignores": ignores,
        }
    )


def _severity(text: str) -> Severity:
    if text in tuple(Severity):
        return Severity(text)
    raise Failure(f"`{text}` is no severity", "the severities are error, warning and info")


def _pairs(values: list[str] | None) -> list[tuple[str, str]]:
    pairs = [value.partition("=") for value in listed(values)]
    for left, sign, right in pairs:
        if not (left and sign and right):
            raise Failure(f"`{left}{sign}{right}` has no `=` with something on both sides")
    return [(left.strip(), right.strip()) for left, _, right in pairs]


def _outputs(formats: Sequence[str]) -> list[tuple[Format, Path | None]]:
    outputs: list[tuple[Format, Path | None]] = []
    for text in formats or (Format.FULL,):
        name, sign, file = text.partition("=")
        if name not in tuple(Format):
            near = did_you_mean(name, Format)
            raise Failure(f"there is no format `{name}`", near or f"formats: {', '.join(Format)}")
        if sign and not file:
            raise Failure(f"`{text}` names no file", f"write {name}=FILE")
        outputs.append((Format(name), Path(file) if file else None))
    if sum(file is None for _, file in outputs) > 1:
        raise Failure(
            "only one format can go to standard output", "write the others as FORMAT=FILE"
        )
    return outputs


def _relative(paths: Sequence[Path], session: Session) -> list[str]:
    """Paths as people typed them, relative to the root."""
    found: list[str] = []
    here = Path.cwd()  # noqa: TID251 - paths on the command line are relative to it
    for path in paths:
        full = (here / path).resolve()
        if not full.exists():
            known = did_you_mean(str(path), session.workspace.paths)
            raise Failure(f"there is no file or folder `{path}`", known)
        if not full.is_relative_to(session.root.resolve()):
            raise Failure(f"`{path}` is not in the goal repository {session.root}")
        found.append(full.relative_to(session.root.resolve()).as_posix())
    return found


def _emit(result: CheckResult, form: Format, file: Path | None, style: Style, quiet: bool) -> None:
    text = _rendered(result, form, style)
    count = "" if quiet else f"{closing_line(result, style)}\n"
    if file is not None:
        write_file(file, text)
    elif form in _TEXT_FORMATS:
        write(text + count)
    else:
        write(text)
        if count:
            write_error(count.rstrip("\n"))


def _rendered(result: CheckResult, form: Format, style: Style) -> str:
    match form:
        case Format.FULL:
            return full(result, style) + suppressed(result, style)
        case Format.CONCISE:
            return concise(result, style) + suppressed(result, style)
        case Format.JSON:
            return check_json(result)
