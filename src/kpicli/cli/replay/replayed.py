"""A run that was made before, shown again."""

from __future__ import annotations

import sys

from kpicli.cli.replay.key import folder_of, key_of
from kpicli.cli.replay.state import digest_of, is_like, is_same, state_of
from kpicli.cli.replay.store import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kpicli.cli.replay.store import Run


def replayed(arguments: list[str]) -> int | None:
    """Prints what a run printed before and returns its exit code; None where it must be made."""
    key, folder = key_of(arguments), folder_of(arguments)
    if key is None or folder is None:
        return None
    run = load(folder, key)
    if run is None or not _still_holds(run, folder):
        return None
    try:
        for stream, text in run.output:
            _print(stream, text)
    except BrokenPipeError:
        # The reader has what it wanted; Python must not complain when it flushes on exit.
        sys.stdout = None
    except OSError:
        # The run that is made instead says what is wrong.
        return None
    return run.code


def _still_holds(run: Run, folder: str) -> bool:
    """Whether everything is as the run saw it: by its state, else by what is in it."""
    renewed = False
    for path, (state, known) in run.seen.items():
        if is_same(path, state):
            continue
        # A state from before the contents are read: what changes meanwhile changes it.
        now = state_of(path)
        if not is_like(state, now) or digest_of(path) != known:
            return False
        run.seen[path] = (now, known)
        renewed = True
    if renewed:
        from kpicli.cli.replay.keep import keep  # noqa: PLC0415 - mostly nothing is renewed

        keep(folder, run)
    return True


def _print(stream: str, text: str) -> None:
    file = sys.stdout if stream == "out" else sys.stderr
    file.write(text)
    file.flush()
