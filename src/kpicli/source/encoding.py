"""Why the bytes of a file are no text."""

from kpicli.source.file import Position, SourceFile

_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


def not_utf8(contents: bytes, error: UnicodeDecodeError) -> tuple[str, Position]:
    """What stands there instead of UTF-8, to go after the name of the file, and where that is.

    That is the first byte that could not be decoded, with its place in the text before it.
    `error` is of the contents, with or without a byte order mark.
    """
    if contents.startswith(_UTF16_BOMS):
        return "is UTF-16, not UTF-8", Position(1, 1)
    skipped = len(contents) - len(error.object)
    offset = error.start + skipped
    before = SourceFile("", contents[skipped:offset].decode())
    place = before.position(len(before.text))
    byte = f"byte 0x{contents[offset]:02X} at offset {offset:,}, line {place.line:,}"
    return f"is not UTF-8: {byte}", place
