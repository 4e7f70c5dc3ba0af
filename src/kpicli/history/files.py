"""The files of a goal repository at a commit."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents import unreadable
from kpicli.workspace import ENDINGS, IGNORE_FILE, Folder, excluded_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kpicli.findings import Finding
    from kpicli.history.commit import Commit
    from kpicli.history.repository import Repository

_LINK, _SUBMODULE = "120000", "160000"
_MOST_LINKS = 10


class Files(Struct, frozen=True):
    """The files below the root at a commit, by their paths from it.

    `blobs` has the ids of the contents of all regular files, `links` where symbolic links lead,
    `submodules` the folders that are repositories of their own, whose files are not known here.
    `goal_files` are the paths of the goal files, sorted, `findings` what is wrong with links.
    """

    blobs: Mapping[str, str]
    links: Mapping[str, str]
    submodules: tuple[str, ...]
    goal_files: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def blob(self, path: str) -> str | None:
        """The id of the contents of a file, links followed; none where there is no such file."""
        for _ in range(_MOST_LINKS):
            if path in self.blobs:
                return self.blobs[path]
            path = self._followed(path)
            if not path:
                return None
        return None

    def target(self, path: str) -> str | None:
        """The regular file that a link leads to, or none."""
        for _ in range(_MOST_LINKS):
            if path in self.blobs:
                return path
            path = self._followed(path)
        return None

    def _followed(self, path: str) -> str:
        """The path with its first link replaced by where that leads; empty outside of the root."""
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            head = "/".join(parts[:end])
            if head in self.links:
                led = posixpath.join(posixpath.dirname(head), self.links[head], *parts[end:])
                whole = posixpath.normpath(led)
                return "" if whole.startswith(("/", "../")) or whole == ".." else whole
        return ""


def files_at(repository: Repository, commit: Commit, exclude: Iterable[str] = ()) -> Files:
    """The files at a commit, with the goal files by the same rules as on the disk.

    Left out are what the `.gitignore` files at the commit match (a file can be tracked and
    ignored), what `exclude` matches, and everything whose name starts with a dot.
    """
    plain = _listed(repository, commit)
    walk = _Walk(repository, plain, Folder("", excluded_by(exclude)), {})
    paths = [path for path in plain.blobs if path.endswith(ENDINGS) and walk.takes(path)]
    linked, findings = _linked(plain, walk, frozenset(paths))
    return Files(
        plain.blobs,
        plain.links,
        tuple(path for path in plain.submodules if walk.takes(f"{path}/.")),
        tuple(sorted((*paths, *linked))),
        tuple(findings),
    )


def _listed(repository: Repository, commit: Commit) -> Files:
    """All files, whatever is in them."""
    blobs: dict[str, str] = {}
    links: dict[str, str] = {}
    submodules: list[str] = []
    for mode, key, path in _entries(repository, commit):
        if mode == _SUBMODULE:
            submodules.append(path)
        elif mode == _LINK:
            links[path] = (repository.blob(key) or b"").decode("utf-8", "surrogateescape")
        else:
            blobs[path] = key
    return Files(blobs, links, tuple(submodules))


def _entries(repository: Repository, commit: Commit) -> Iterator[tuple[str, str, str]]:
    """Mode, id and path of all entries below the root; none where the root was not there yet."""
    folder = repository.objects.get(f"{commit.id}:{repository.prefix.rstrip('/')}")
    if folder is None or folder.kind != "tree":
        return
    listed = repository.git.run("ls-tree", "-r", "-z", "--full-tree", folder.id)
    for entry in listed.decode("utf-8", "surrogateescape").split("\0"):
        head, tab, path = entry.partition("\t")
        if tab:
            mode, _, key = head.split(" ", 2)
            yield mode, key, path


class _Walk(Struct, frozen=True):
    """Decides which paths are left out, folder by folder as one would come through them."""

    repository: Repository
    files: Files
    root: Folder
    known: dict[str, Folder | None]

    def takes(self, path: str) -> bool:
        """Whether a path is not left out; one that ends with `/.` is that of a folder."""
        base, _, name = path.rpartition("/")
        folder = self._folder(base)
        if folder is None or name == ".":
            return folder is not None
        return not name.startswith(".") and not folder.leaves_out(path)

    def _folder(self, base: str) -> Folder | None:
        """A folder with all that it ignores; none where it is left out itself."""
        if base not in self.known:
            self.known[base] = self._entered(base)
        return self.known[base]

    def _entered(self, base: str) -> Folder | None:
        if not base:
            return self._ignoring(self.root)
        above, _, name = base.rpartition("/")
        folder = self._folder(above)
        if folder is None or name.startswith(".") or folder.leaves_out(f"{base}/"):
            return None
        return self._ignoring(folder.inside(name))

    def _ignoring(self, folder: Folder) -> Folder:
        key = self.files.blobs.get(folder.base + IGNORE_FILE)
        contents = self.repository.blob(key) if key else None
        lines = contents.decode("utf-8", "replace").splitlines() if contents else ()
        return folder.ignoring(lines)


def _linked(files: Files, walk: _Walk, paths: frozenset[str]) -> tuple[list[str], list[Finding]]:
    """The links to files that are not found otherwise, and the links that lead nowhere."""
    found: dict[str, str] = {}
    findings: list[Finding] = []
    for path in sorted(files.links):
        if not path.endswith(ENDINGS) or not walk.takes(path):
            continue
        target = files.target(path)
        if target is None:
            remedy = "remove it, or leave it out with `exclude` under [files] in kpi.toml"
            findings.append(unreadable(path, "is a link that leads nowhere in the commit", remedy))
        elif target not in paths:
            found.setdefault(target, path)
    return list(found.values()), findings
