"""The names of the figures that presets put beside a status."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kpicli.models.preset import Preset

if TYPE_CHECKING:
    from collections.abc import Mapping


class FigureNames(NamedTuple):
    """What the two figures of a preset are called; a name is empty where there is no figure."""

    figure: str = ""
    gauge: str = ""


FIGURES: Mapping[Preset, FigureNames] = {
    Preset.DEFAULT: FigureNames(),
    Preset.OKR: FigureNames("grade"),
    Preset.SDG: FigureNames("growth", "sdg score"),
    Preset.UN2023: FigureNames("share ahead"),
    Preset.EVM: FigureNames("SPI", "SV"),
    Preset.JUCMNAV: FigureNames("satisfaction", "of 100"),
    Preset.SPIDER: FigureNames("points"),
}
"""The names of the figures of each preset, as reports show them."""
