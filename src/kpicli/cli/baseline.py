"""Baselines: known findings read from a file, and written to one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kpicli.cli.output import Failure, write_error, write_file
from kpicli.cli.replay.recording import current
from kpicli.linter.baseline import Baseline, baseline_of, compare
from kpicli.linter.baseline_text import BaselineError, baseline_text, parse_baseline
from kpicli.linter.part import baseline_of_part
from kpicli.render.counted import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.linter import ActiveRule, CheckResult
    from kpicli.workspace.affected import Affected


def compared(
    result: CheckResult,
    rules: Sequence[ActiveRule],
    baseline: Path | None,
    write_baseline: Path | None,
    quiet: bool,
    affected: Affected | None = None,
) -> CheckResult:
    """The result without the findings that a baseline holds or, without one, that are now written.

    Where only the affected part was checked, nothing else that is known counts as fixed.

    Raises:
        Failure: if there is no baseline in the file, or none can be written.
    """
    known = _read(baseline) if baseline else baseline_of(result)
    if affected is not None:
        known = baseline_of_part(known, result, affected)
    left, remaining = compare(result, known, rules)
    if write_baseline:
        write_file(write_baseline, baseline_text(remaining))
        if not quiet:
            write_error(f"{counted(remaining.total(), 'finding')} recorded in {write_baseline}")
    return left


def _read(path: Path) -> Baseline:
    recording = current()
    if recording is not None:
        recording.before(str(path.absolute()))
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError as error:
        remedy = f"`kpi check --write-baseline {path}` writes one"
        raise Failure(f"there is no baseline `{path}`", remedy) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise Failure(f"the baseline `{path}` cannot be read: {reason}") from error
    if recording is not None:
        recording.read(str(path.absolute()), text)
    baseline = parse_baseline(text)
    if isinstance(baseline, BaselineError):
        raise Failure(f"`{path}` {baseline.message}", baseline.help)
    return baseline
