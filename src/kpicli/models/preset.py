"""Whose definition of progress decides a status."""

from enum import StrEnum


class Preset(StrEnum):
    """A published way to judge progress, by the word that `kpi.toml` uses."""

    DEFAULT = "default"
    OKR = "okr"
    SDG = "sdg"
    UN2023 = "un2023"
    EVM = "evm"
    JUCMNAV = "jucmnav"
    SPIDER = "spider"
