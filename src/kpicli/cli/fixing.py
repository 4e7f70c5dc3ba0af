"""`kpi check --fix` and `--diff`: fix, check again, until nothing more can be fixed."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct, field
from msgspec.structs import replace

from kpicli.cli.check_formats import Format, Output, close
from kpicli.cli.declared import Option
from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.output import Color, Failure, style_for, write, write_error
from kpicli.findings import Safety
from kpicli.render.findings.fixes import (
    fixable_line,
    fixed_line,
    ordered_line,
    unfixed_line,
    unsafe_count,
)
from kpicli.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kpicli.cli.session import Session
    from kpicli.edit.fixes import Fixed
    from kpicli.findings import Finding
    from kpicli.linter import CheckResult, LocatedFinding
    from kpicli.workspace import Read

    Check = Callable[[Session], CheckResult]
    _Texts = Mapping[str, tuple[str, str]]

_MOST_ROUNDS = 50
"""A fix may bring another finding to light; that ends long before."""

_WITH_FIXES = {Format.JSON, Format.JSONL}

Fix = Annotated[bool, Option("--fix", help="Make the safe fixes, then show what is left to do.")]
Diff = Annotated[bool, Option("--diff", help="Show what --fix would change, and change nothing.")]
UnsafeFixes = Annotated[
    bool,
    Option("--unsafe-fixes", help="With --fix or --diff: those that need a look, too."),
]


class Way(Enum):
    """What becomes of fixes: they are told of, made, or shown."""

    TELL = auto()
    MAKE = auto()
    SHOW = auto()


class Fixing(Struct, frozen=True):
    """What becomes of fixes, and of which."""

    way: Way = Way.TELL
    safety: Safety = Safety.SAFE


class Repaired(Struct, frozen=True):
    """A goal repository with fixes made, nothing of it written yet.

    `changed` holds the texts before and after by path, `count` says how many findings were fixed
    and `files` in how many, `ordered` in how many keys changed places; `left` holds the fixes that
    cannot be made.
    """

    session: Session
    result: CheckResult
    changed: _Texts = field(default_factory=dict)
    count: int = 0
    files: int = 0
    ordered: int = 0
    left: tuple[tuple[LocatedFinding, str], ...] = ()


def fixing_of(fix: bool, diff: bool, unsafe_fixes: bool) -> Fixing:
    """What the command line asks for.

    Raises:
        Failure: if `--unsafe-fixes` stands alone.
    """
    if unsafe_fixes and not (fix or diff):
        raise Failure("--unsafe-fixes goes with --fix or --diff", "add --diff to see them first")
    way = Way.SHOW if diff else Way.MAKE if fix else Way.TELL
    return Fixing(way, Safety.UNSAFE if unsafe_fixes else Safety.SAFE)


def with_places(result: CheckResult, session: Session, outputs: Sequence[Output]) -> CheckResult:
    """The result with its fixes at their places: the safe ones, for some formats all.

    To see that a fix can be made takes longer than to find what it fixes.
    """
    safety = Safety.UNSAFE if any(part.form in _WITH_FIXES for part in outputs) else Safety.SAFE
    if not any(
        part.finding.fix and safety.takes(part.finding.fix.safety) for part in result.findings
    ):
        return result
    from kpicli.edit.fixes import with_fixes  # noqa: PLC0415 - most runs have nothing to fix

    return with_fixes(result, session.read, safety)


def repaired(session: Session, check: Check, safety: Safety) -> Repaired:
    """The goal repository with all fixes made, of the findings that the check shows."""
    from kpicli.edit.fixes import fixed  # noqa: PLC0415 - most runs fix nothing

    done = Repaired(session, check(session))
    for _ in range(_MOST_ROUNDS):
        findings = [part.finding for part in done.result.findings]
        outcome = fixed(findings, done.session.read, safety)
        if not outcome.changed:
            return replace(done, files=len(done.changed), left=_left(done.result, outcome))
        done = _after(done, outcome.changed, session.read, check)
        done = replace(done, count=done.count + len(outcome.applied))
    return done


def in_order(done: Repaired, paths: Sequence[str], check: Check) -> Repaired:
    """The same with keys in their usual order, in all files or in those at or below some paths."""
    from kpicli.edit.key_order import in_key_order  # noqa: PLC0415 - few ask for it

    read, known = done.session.read, done.session.workspace.paths
    wanted = [
        path for path in known if not paths or any(map(PurePosixPath(path).is_relative_to, paths))
    ]
    sources = [source for path in wanted if (source := read(path)[0])]
    texts = {source.path: (source.text, in_key_order(source)) for source in sources}
    changed = {path: (old, new) for path, (old, new) in texts.items() if old != new}
    if not changed:
        return done
    left = done.left
    done = _after(done, changed, read, check)
    return replace(done, ordered=len(changed), left=left)


def make(repair: Repaired) -> None:
    """Write the changed files, all or none.

    Raises:
        Failure: if one cannot be written.
    """
    from kpicli.edit.replacement import rewrite  # noqa: PLC0415 - most runs fix nothing

    refusal = rewrite(repair.session.root, repair.changed) if repair.changed else None
    if refusal:
        raise Failure(f"nothing was fixed: {refusal.message}", refusal.help)


def show(repair: Repaired, color: Color, quiet: bool) -> int:
    """Write what would change; the exit code: 1 if anything would."""
    from kpicli.render.findings.diff import diff_text  # noqa: PLC0415 - most runs show none

    write(diff_text(repair.changed, style_for(color)))
    if not quiet:
        ordered = ordered_line(is_done=False, files=repair.ordered)
        for line in (*_unfixed(repair, color), ordered, _line("Would fix", repair)):
            if line:
                write_error(line)
    return ExitCode.FINDINGS if repair.changed else ExitCode.CLEAN


def tell(repair: Repaired, fixing: Fixing, outputs: Sequence[Output], color: Color) -> None:
    """Close a check with what was fixed, or could be."""
    if fixing.way is Way.TELL:
        line = fixable_line(repair.result, style_for(color))
    else:
        ordered = ordered_line(is_done=True, files=repair.ordered)
        line = "\n".join(filter(None, (ordered, _line("Fixed", repair))))
        for reason in _unfixed(repair, color):
            write_error(reason)
    if line:
        close(line, outputs)


def _line(verb: str, repair: Repaired) -> str:
    unsafe = unsafe_count(repair.result)
    return fixed_line(verb, repair.count, repair.files, unsafe)


def _unfixed(repair: Repaired, color: Color) -> list[str]:
    return [unfixed_line(part, reason, style_for(color)) for part, reason in repair.left]


def _after(done: Repaired, changed: _Texts, read: Read, check: Check) -> Repaired:
    """What is to be said once more texts have changed, each given behind the one before."""
    known = done.changed
    since = {path: (known.get(path, texts)[0], texts[1]) for path, texts in changed.items()}
    changed = {**known, **since}
    session = done.session.reread(_over(read, changed))
    return replace(done, session=session, result=check(session), changed=changed)


def _over(read: Read, changed: _Texts) -> Read:
    """Reads the new texts in place of the old ones."""

    def read_new(path: str) -> tuple[SourceFile | None, list[Finding]]:
        return (SourceFile(path, changed[path][1]), []) if path in changed else read(path)

    return read_new


def _left(result: CheckResult, outcome: Fixed) -> tuple[tuple[LocatedFinding, str], ...]:
    located = {id(part.finding): part for part in result.findings}
    return tuple((located[id(finding)], reason) for finding, reason in outcome.left)
