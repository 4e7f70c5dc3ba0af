"""The `kpi` program, also as `python -m kpicli`."""

from __future__ import annotations

import sys

from kpicli import __version__


def main() -> None:
    """Run `kpi` with the arguments of the process, and exit."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        # Answered before anything is imported: editors and hooks ask for it all the time.
        sys.stdout.write(f"kpi {__version__}\n")
        return
    # What was run before, and would come out the same, needs nothing of what a run needs.
    from kpicli.cli.replay.replayed import replayed  # noqa: PLC0415 - see above

    code = replayed(arguments)
    if code is None:
        from kpicli.cli.app import run  # noqa: PLC0415 - see above
        from kpicli.cli.replay.recording import recorded  # noqa: PLC0415 - see above

        code = recorded(run, arguments)
    sys.exit(code)


if __name__ == "__main__":
    main()
