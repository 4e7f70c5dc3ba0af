import os
from pathlib import Path

import pytest

from kpicli.documents import decode, is_direct, read_source
from kpicli.findings import Finding, Label
from kpicli.source import Position, SourceFile


@pytest.mark.parametrize(
    ("contents", "text"),
    [
        (b"", ""),
        (b"a: 1\r\n", "a: 1\r\n"),
        ("a: é\n".encode(), "a: é\n"),
        (b"\xef\xbb\xbfa: 1\n", "a: 1\n"),
    ],
)
def test_texts_are_read_as_they_are(tmp_path: Path, contents: bytes, text: str) -> None:
    (tmp_path / "sales").mkdir()
    (tmp_path / "sales/goals.yaml").write_bytes(contents)
    assert read_source(tmp_path, "sales/goals.yaml") == (SourceFile("sales/goals.yaml", text), [])


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        (b"a: 1\nb: \xe9\n", "`x.csv` is not UTF-8: byte 0xE9 at offset 8, line 2"),
        (b"\xef\xbb\xbfab\xff", "`x.csv` is not UTF-8: byte 0xFF at offset 5, line 1"),
        (b"a: \xed\xa0\x80", "`x.csv` is not UTF-8: byte 0xED at offset 3, line 1"),
        (b"PK\x03\x04\xff", "`x.csv` is a workbook or an archive, and no text"),
        ("a".encode("utf-16"), "`x.csv` is UTF-16, not UTF-8"),
        ("a".encode("utf-16-be").join([b"\xfe\xff", b""]), "`x.csv` is UTF-16, not UTF-8"),
    ],
)
def test_other_encodings_are_named(tmp_path: Path, contents: bytes, message: str) -> None:
    (tmp_path / "x.csv").write_bytes(contents)
    assert _unreadable(tmp_path, "x.csv").message == message


@pytest.mark.parametrize(
    ("contents", "line", "column"),
    [
        (b"a: 1\nb: \xe9\n", 2, 4),
        (b"a: 1\r\nb: \xe9\n", 2, 4),
        (b"a: 1\rb: \xe9\n", 2, 4),
        ("é: ü".encode() + b"\xff", 1, 5),
        (b"\xef\xbb\xbfab\xff", 1, 3),
        (b"a: 1\n\xff", 2, 1),
        ("a".encode("utf-16"), 1, 1),
    ],
)
def test_the_first_byte_that_is_wrong_is_the_place(
    tmp_path: Path, contents: bytes, line: int, column: int
) -> None:
    (tmp_path / "x.yaml").write_bytes(contents)
    assert _unreadable(tmp_path, "x.yaml").primary == Label("x.yaml", Position(line, column))


def test_large_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "LARGEST", 10)
    (tmp_path / "fits.csv").write_text("0123456789", encoding="utf-8")
    (tmp_path / "large.csv").write_text("0123456789A", encoding="utf-8")
    assert read_source(tmp_path, "fits.csv")[1] == []
    finding = _unreadable(tmp_path, "large.csv")
    assert finding.message == "`large.csv` is larger than 10 bytes: 11"


def test_what_grows_while_it_is_read_is_read_to_the_limit_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "log.csv").write_bytes(b"")
    monkeypatch.setattr(os, "read", lambda _, size: b"x" * min(size, 1_000_000))
    assert "is larger than 10,000,000 bytes" in _unreadable(tmp_path, "log.csv").message


def test_links_are_followed_below_the_root(tmp_path: Path) -> None:
    (tmp_path / "teams").mkdir()
    (tmp_path / "teams/goals.yaml").write_text("a: 1", encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to("teams/goals.yaml")
    (tmp_path / "folder").symlink_to("teams")
    assert read_source(tmp_path, "link.yaml") == (SourceFile("link.yaml", "a: 1"), [])
    assert read_source(tmp_path, "folder/goals.yaml")[1] == []
    assert read_source(tmp_path, "teams/../link.yaml")[1] == []


def test_a_root_may_itself_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.yaml").write_text("a: 1", encoding="utf-8")
    (tmp_path / "real/b.yaml").symlink_to("a.yaml")
    (tmp_path / "root").symlink_to("real")
    assert read_source(tmp_path / "root", "a.yaml")[1] == []
    assert read_source(tmp_path / "root", "b.yaml")[1] == []


def test_a_direct_path_has_no_link_below_the_root(tmp_path: Path) -> None:
    (tmp_path / "real/teams").mkdir(parents=True)
    (tmp_path / "real/teams/a..b.yaml").write_text("a: 1", encoding="utf-8")
    (tmp_path / "real/teams/a.yaml").write_text("a: 1", encoding="utf-8")
    (tmp_path / "real/link.yaml").symlink_to("teams/a.yaml")
    (tmp_path / "real/folder").symlink_to("teams")
    (tmp_path / "root").symlink_to("real")
    root = str(tmp_path / "root")
    paths = ["teams/a.yaml", "teams", "", "link.yaml", "folder/a.yaml", "folder/", "none", "nul\0"]
    direct = [path for path in paths if is_direct(root, path)]
    assert direct == ["teams/a.yaml", "teams", ""]
    assert not is_direct(root, "teams/../teams/a.yaml")
    assert read_source(tmp_path / "root", "teams/a..b.yaml")[1] == []


def test_bytes_that_come_in_parts_are_put_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    read = os.read
    monkeypatch.setattr(os, "read", lambda file, size: read(file, min(size, 2)))
    assert read_source(tmp_path, "a.yaml") == (SourceFile("a.yaml", "a: 1\n"), [])


@pytest.mark.parametrize("path", ["link", "folder/secret", "../secret", "/etc/passwd", "hop"])
def test_nothing_outside_of_the_root_is_read(tmp_path: Path, path: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret").write_text("a: 1", encoding="utf-8")
    (root / "link").symlink_to("../secret")
    (root / "hop").symlink_to("link")
    (root / "folder").symlink_to(tmp_path)
    assert _unreadable(root, path).message == f"`{path}` leads out of the repository"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing", "does not exist"),
        ("file/below", "does not exist"),
        ("nul\0", "does not exist"),
        ("nowhere", "is a link that leads nowhere"),
        ("loop", "is a link that loops"),
        ("folder", "is a directory"),
        ("", "is a directory"),
        ("x" * 5000, "cannot be read: File name too long"),
    ],
)
def test_what_cannot_be_opened_is_explained(tmp_path: Path, path: str, reason: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "nowhere").symlink_to("missing")
    (tmp_path / "loop").symlink_to("loop")
    finding = _unreadable(tmp_path, path)
    assert finding.message == f"`{path}` {reason}"
    assert finding.help


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are files on POSIX only")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    assert _unreadable(tmp_path, "pipe").message == "`pipe` is not a regular file"
    assert _unreadable(tmp_path, "link").message == "`link` is not a regular file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_permission_is_needed(tmp_path: Path) -> None:
    (tmp_path / "locked").write_text("", encoding="utf-8")
    (tmp_path / "locked").chmod(0)
    assert _unreadable(tmp_path, "locked").message == "`locked` may not be read: no permission"


def test_a_refusal_of_the_system_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "locked").write_text("", encoding="utf-8")
    monkeypatch.setattr(os, "open", refuse)
    assert _unreadable(tmp_path, "locked").message == "`locked` may not be read: no permission"


def _unreadable(root: Path, path: str) -> Finding:
    source, findings = read_source(root, path)
    assert source is None
    assert [finding.rule.code for finding in findings] == ["D007"]
    assert findings[0].primary.path == path
    return findings[0]
