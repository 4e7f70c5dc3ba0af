"""A goal repository's git repository: its commits, by name and by day."""

from __future__ import annotations

from collections import deque
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.history.commit import Commit, read_commit
from kpicli.history.git import Git, NoHistory, failure, find_git
from kpicli.history.objects import Objects

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from kpicli.history.objects import Object

_SURE = 500
"""So many commits in a row that are all earlier than a day have none before them that is not."""
_MESSAGE = ":/"
_ELSEWHERE = "not a git repository: "
_FACTS = (
    *("rev-parse", "--is-bare-repository", "--is-inside-work-tree", "--is-shallow-repository"),
    *("--absolute-git-dir", "--git-path", "shallow", "--show-prefix"),
)


class Repository(Struct, frozen=True, eq=False, dict=True):
    """A git repository with a goal repository in its folder `prefix`, which ends with a slash.

    `prefix` is empty where the goal repository is the whole of it. `boundary` holds the ids of the
    commits whose parents a shallow clone left out: what they changed is not known.
    """

    git: Git
    prefix: str
    is_bare: bool
    boundary: frozenset[str]

    @property
    def is_shallow(self) -> bool:
        """Whether the clone has only the younger part of the history."""
        return bool(self.boundary)

    @cached_property
    def objects(self) -> Objects:
        """The objects of the repository."""
        return Objects(self.git)

    def commit(self, name: str) -> Commit | None:
        """The commit that a branch, a tag, an id or a revision expression names, or none.

        The name is never an argument of git, so that none can be taken for an option.
        """
        # All that follows `:/` is looked for in the messages of commits.
        asked = name if name.startswith(_MESSAGE) else f"{name}^{{commit}}"
        return _commit(self.objects.get(asked) if name.strip() else None)

    @cached_property
    def head(self) -> Commit | None:
        """The commit that is checked out; none before the first commit."""
        return self.commit("HEAD")

    @cached_property
    def first_commit(self) -> Commit | None:
        """The oldest commit on the line of first parents from HEAD; in a shallow clone, its end."""
        latest = deque(self._first_parents(), maxlen=1)
        return self.commit(latest[0][0]) if latest else None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All branches and tags, for suggestions."""
        listed = self.git.run("for-each-ref", "--format=%(refname:lstrip=2)")
        names = listed.decode("utf-8", "surrogateescape").splitlines()
        return tuple(name for name in names if name != "stash")

    def commit_before(self, day: date) -> Commit | None:
        """The state before a day, none where the history begins on that day or later.

        In a shallow clone that is also so where what came before it is not known.
        """
        return self.commits_before([day])[0].get(day)

    def commits_before(self, days: Collection[date]) -> tuple[dict[date, Commit], Commit | None]:
        """The states before some days where there are any, and the first state looked at at last.

        They are those that the branch went through, along first parents. A commit may say any day,
        and was made no earlier than those that it came of: so of these, too, none may be as late.
        """
        found: dict[date, str] = {}
        last, first, earlier = "", min(days, default=date.max), 0
        for key, made in self._first_parents():
            last = key
            for day in days:
                if made < day:
                    found.setdefault(day, key)
                else:
                    found.pop(day, None)
            earlier = earlier + 1 if made < first else 0
            if earlier > _SURE:
                break
        commits = {key: self.commit(key) for key in {last, *found.values()} if key}
        known = {day: commit for day, key in found.items() if (commit := commits[key])}
        return known, commits.get(last)

    def _first_parents(self) -> Iterator[tuple[str, date]]:
        """The commits from HEAD on along first parents, by their ids, with their days."""
        if self.head is None:
            return
        for names, day in self.git.commits("--first-parent", self.head.id):
            yield names[0], day

    def common(self, one: Commit, other: Commit) -> Commit | None:
        """The last commit that two have in common, which may be one of them.

        None where they have nothing in common that the clone knows.
        """
        code, printed, _ = self.git.tried("merge-base", one.id, other.id)
        return None if code else self.commit(printed.decode("ascii").split()[0])

    def file(self, commit: str, path: str) -> Object | None:
        """A file at a commit by its path from the root, with the id of its contents, or none."""
        full = f"{self.prefix}{path}"
        name = f"{commit}:{full}"
        if "\n" in full:
            # A name of several lines cannot be asked for in one.
            listed = self.git.run("ls-tree", "-z", "--full-tree", commit, "--", full)
            name = listed.decode("utf-8", "replace").partition("\t")[0].rpartition(" ")[2]
        found = self.objects.get(name)
        return found if found is not None and found.kind == "blob" else None

    def has_root(self, commit: Commit) -> bool:
        """Whether a commit has the folder that is the root now."""
        root = self.prefix.rstrip("/")
        return not root or self.objects.get(f"{commit.id}:{root}") is not None

    def blob(self, key: str) -> bytes | None:
        """The contents of a blob by its id; none where the clone lacks it."""
        return next(self.blobs([key]))

    def blobs(self, keys: Iterable[str]) -> Iterator[bytes | None]:
        """The same for many, in their order; nothing else may be asked before the last one."""
        for found in self.objects.all(keys):
            yield found.contents if found is not None and found.kind == "blob" else None


def find_repository(
    root: Path, environment: Mapping[str, str], program: str = "git"
) -> Repository | NoHistory:
    """The git repository around the folder `root`, or why there is none.

    It may be bare, a linked work tree, a submodule, shallow, without a commit; `root` may be any
    folder in it. Of the environment git gets what does not lead it elsewhere.
    """
    git = find_git(str(root), environment, program)
    if isinstance(git, NoHistory):
        return git
    code, printed, complaint = git.tried(*_FACTS)
    if code:
        return _refusal(complaint, root)
    facts = printed.decode("utf-8", "surrogateescape").split("\n")[:-1]
    if len(facts) != len(_FACTS) - 1 - _FACTS.count("--git-path"):
        return NoHistory(f"the path {root} has a line break", "rename the folder")
    bare, inside, shallow, directory, boundary, prefix = facts
    if bare == "false" and inside == "false":
        return NoHistory(f"{root} lies inside a `.git` folder", "go to the folder with the goals")
    git = replace(git, directory=directory)
    ends = _boundary(root / boundary) if shallow == "true" else frozenset()
    return Repository(git, prefix, bare == "true", ends)


def _commit(found: Object | None) -> Commit | None:
    if found is None or found.kind != "commit":
        return None
    return read_commit(found.id, found.contents)


def _boundary(file: Path) -> frozenset[str]:
    try:
        return frozenset(file.read_text("ascii").split())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def _refusal(complaint: str, root: Path) -> NoHistory:
    """What git says when it finds no repository that it may read."""
    if _ELSEWHERE in complaint:
        where = complaint.partition(_ELSEWHERE)[2].splitlines()[0]
        return NoHistory(
            f"the git repository of {root} should be at {where}, and is not there",
            "the file `.git` says where it is; `git worktree repair` corrects that of a work tree",
        )
    if "not a git repository" in complaint:
        return NoHistory(f"{root} is not in a git repository", "`git init` starts its history")
    if "dubious ownership" in complaint:
        return NoHistory(
            f"git does not trust {root}: another user owns it",
            f"if you trust it, `git config --global --add safe.directory {root}`",
        )
    found = failure(complaint)
    return NoHistory(found.message, found.remedy)
