"""Make a goal repository of a given size: `python benchmarks/generate.py 1000 DIR --seed 1`.

The data is that of a company in fiscal year 2026 as it stands on 2026-09-01. One KPI of a hundred
has a defect of a kind that the rules find; everything parses and every reference resolves.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator.organisation import SMALLEST
from generator.repository import write_repository


def main() -> int:
    """Read the command line and write the repository; 2 where the folder is in use."""
    arguments = _parser().parse_args()
    folder: Path = arguments.folder
    if folder.exists() and any(folder.iterdir()):
        print(f"`{folder}` is not empty", file=sys.stderr)
        return 2
    write_repository(folder, arguments.kpis, arguments.seed)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kpis", type=_size, help="how many, such as 1000, 10000 or 100000")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to; new or empty")
    parser.add_argument("--seed", type=int, default=1, help="another company (default: 1)")
    return parser


def _size(text: str) -> int:
    kpis = int(text)
    if kpis < SMALLEST:
        raise argparse.ArgumentTypeError(f"at least {SMALLEST}")
    return kpis


if __name__ == "__main__":
    raise SystemExit(main())
