"""What may happen to the files of a goal repository between two runs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

_FILES = ("a.yaml", "b.yaml", "sub/c.yaml", "kpi.toml", ".gitignore", "x.csv")
CONTENTS = (
    (
        "kpis:\n  - id: one\n    title: Raise it to 5\n    target: 5\n"
        "    actuals: {csv: x.csv, date: date, value: value}\n"
    ),
    "kpis:\n  - {id: two, title: Raise it to 6, target: 5}\n",
    "kpis:\n  - {id: two, title: Raise it to 7, target: 5}\n",
    "broken: [\n",
    '[check]\nignore = ["S"]\n',
    "b.yaml\n",
    "date,value\n2026-01-31,3\n",
    "",
)


@dataclass(frozen=True)
class FileChange:
    """A file is written, removed, renamed or touched; `more` is its text or its new name."""

    kind: str
    name: str
    more: str

    def make(self, root: Path) -> None:
        """Make the change; what it cannot be made to is left alone. A new text keeps the time."""
        file = root / self.name
        file.parent.mkdir(exist_ok=True)
        if self.kind == "write":
            before = file.stat() if file.exists() else None
            file.write_text(self.more, "utf-8")
            if before is not None:
                os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        elif not file.exists():
            return
        elif self.kind == "remove":
            file.unlink()
        elif self.kind == "touch":
            os.utime(file, (1_700_000_000, 1_700_000_000))
        else:
            (root / self.more).parent.mkdir(exist_ok=True)
            file.rename(root / self.more)


_names, _texts = st.sampled_from(_FILES), st.sampled_from(CONTENTS)
CHANGES = st.lists(
    st.one_of(
        st.builds(FileChange, st.just("write"), _names, _texts),
        st.builds(FileChange, st.just("remove"), _names, st.just("")),
        st.builds(FileChange, st.just("rename"), _names, _names),
        st.builds(FileChange, st.just("touch"), _names, st.just("")),
    ),
    max_size=2,
)
