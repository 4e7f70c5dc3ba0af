"""The `kpi` program, also as `python -m kpicli`."""

from __future__ import annotations

import sys

from kpicli import __version__


def main() -> None:
    """Run `kpi` with the arguments of the process, and exit."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        # Answered before anything is imported: editors and hooks ask for it all the time.
        sys.stdout.write(f"kpi {__version__}\n")
        return
    from kpicli.cli.app import run  # noqa: PLC0415 - see above

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
