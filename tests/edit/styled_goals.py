"""Goal files in styles drawn at random."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import strategies as st

from kpicli.edit.scalars import quoted, scalar_text

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(
    lambda text: not text.isspace()
)
_COMMENTS = st.sampled_from(["", "  # so far", " #", "\t# with\ta tab", " # 'q\" {and} [more]: x"])
_LINES = st.sampled_from([[], [], [], [""], ["# on a line: of its own"], ["", "  # - {", ""]])
_NUMBERS = st.sampled_from(["12", "-3.5", "1.2k", '"10:1"', "'7'", "0x1F", "+4", "1_000", ""])


@dataclass(frozen=True)
class Layout:
    """How a file is laid out: the indentation of lists and maps, the quote around dates."""

    dash: int
    gap: int
    step: int
    quote: str
    draw: st.DrawFn = field(repr=False)

    def comment(self) -> str:
        """What stands behind a value."""
        return self.draw(_COMMENTS)

    def lines(self) -> list[str]:
        """What stands between two lines."""
        return list(self.draw(_LINES))


def _actual(layout: Layout) -> str:
    number = layout.draw(_NUMBERS)
    if not number or layout.draw(st.booleans()):
        return number
    return f"{{value: {number}, note: {quoted(layout.draw(_TEXTS))}}}"


def _block_actuals(layout: Layout, days: list[str], indent: int) -> list[str]:
    inner = " " * (indent + layout.step)
    lines = [f"{' ' * indent}actuals:{layout.comment()}"]
    for day in days:
        lines += layout.lines()
        space = " " * layout.draw(st.integers(1, 4))
        key = f"{layout.quote}{day}{layout.quote}"
        lines.append(f"{inner}{key}:{space}{_actual(layout)}{layout.comment()}")
    return lines


def _flow_actuals(layout: Layout, days: list[str]) -> str:
    pairs = [f"{layout.quote}{day}{layout.quote}: {_actual(layout)}" for day in days]
    separator = layout.draw(st.sampled_from([", ", " , ", ",  "]))
    edge = layout.draw(st.sampled_from(["", " "]))
    return f"{{{edge}{separator.join(pairs)}{edge}}}"


def _kpi(layout: Layout, key: str, days: list[str]) -> list[str]:
    draw = layout.draw
    if draw(st.integers(0, 4)) == 0:
        actuals = f", actuals: {_flow_actuals(layout, days)}" if days else ""
        return [f"{' ' * layout.dash}- {{id: {key}, title: T{actuals}}}{layout.comment()}"]
    column = layout.dash + 1 + layout.gap
    pad = " " * column
    first = f"{' ' * layout.dash}-{' ' * layout.gap}id: {key}{layout.comment()}"
    parts = [
        [f"{pad}title: {scalar_text(draw(_TEXTS))}{layout.comment()}"],
        [f"{pad}description: >-", f"{pad}  {'long ' * 30}", "", f"{pad}  end"],
        [f"{pad}tags:", f"{pad}- x{layout.comment()}", f"{pad}- 'y'"],
        [f"{pad}meta: {{a: [1, 2], b: {{c: d}}}}{layout.comment()}"],
        [f"{pad}target:{layout.comment()}"],
    ]
    if days:
        is_flow = draw(st.booleans())
        flow = [f"{pad}actuals: {_flow_actuals(layout, days)}{layout.comment()}"]
        parts.append(flow if is_flow else _block_actuals(layout, days, column))
    chosen = [parts[0], *draw(st.permutations(parts[1:]))]
    return [first, *(line for part in chosen for line in (*layout.lines(), *part))]


@st.composite
def styled_goals(draw: st.DrawFn) -> tuple[bytes, list[str], str]:
    """A goal file, the ids of its KPIs, and a day that none of them has a value for."""
    layout = Layout(
        draw(st.integers(0, 5)),
        draw(st.integers(1, 4)),
        draw(st.integers(1, 5)),
        draw(st.sampled_from(["", '"', "'"])),
        draw,
    )
    numbers = draw(st.lists(st.integers(0, 300), min_size=1, max_size=7, unique=True))
    new, *known = [(date(2025, 1, 1) + timedelta(days=n)).isoformat() for n in numbers]
    order = draw(st.sampled_from(["up", "down", "as drawn"]))
    ordered = known if order == "as drawn" else sorted(known, reverse=order == "down")
    ids = [f"k{n}" for n in range(draw(st.integers(1, 4)))]
    lines = [*layout.lines(), f"kpis:{layout.comment()}"]
    for key in ids:
        some = [day for day in ordered if draw(st.booleans())]
        lines += [*layout.lines(), *_kpi(layout, key, some)]
    lines += layout.lines()
    newline = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    text = newline.join(lines) + draw(st.sampled_from([newline, newline, ""]))
    mark = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    return mark + text.encode(), ids, new
