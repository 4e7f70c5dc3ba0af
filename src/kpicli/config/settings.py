"""What can be set, and what holds where nothing is set."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from kpicli.fields.field import Field
from kpicli.fields.notes import After, Parsed
from kpicli.fields.value import Value
from kpicli.findings import Severity

Names = tuple[str, ...]
_MONTHS = 12


def _share(value: object) -> Decimal:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        share = Decimal(value)
        if not share.is_nan() and 0 <= share <= 1:
            return share
    raise ValueError("expected a number from 0 to 1")


def _month(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MONTHS:
        raise ValueError(f"expected a whole number from 1 to {_MONTHS}")
    return value


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("expected true or false")  # noqa: TRY004 - what pydantic expects
    return value


def folder_of(glob: str) -> str | None:
    """The folder in a glob such as `archive/**`, with its slash; none for any other glob."""
    folder = glob.removesuffix("**")
    *names, last = folder.split("/")
    is_plain = all(name.replace("_", "").replace("-", "").isalnum() for name in names)
    return folder if folder != glob and names and not last and is_plain else None


def _glob(text: str) -> str:
    if folder_of(text) is not None:
        return text
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most repositories need no patterns

    try:
        GitIgnoreSpec.from_lines([text])
    except (ValueError, re.error):
        raise ValueError(f"`{text[:60]}` is not a glob such as archive/**") from None
    return text


Glob = Annotated[str, After(_glob)]
Share = Annotated[Decimal, Parsed(_share, {"type": "number", "minimum": 0, "maximum": 1})]
Month = Annotated[int, Parsed(_month, {"type": "integer", "minimum": 1, "maximum": _MONTHS})]
Switch = Annotated[bool, Parsed(_switch, {"type": "boolean"})]


class Table(Value):
    """A table of `kpi.toml`."""


class FileSettings(Table):
    """Which files are goal files."""

    exclude: tuple[Glob, ...] = Field((), description="globs of files and folders to leave out")


class CalendarSettings(Table):
    """When the fiscal year runs."""

    fiscal_year_start: Month = Field(1, description="the month it starts in, 1 to 12")
    fiscal_year_named_by: Literal["start", "end"] = Field(
        "end", description="whether FY2026 is the year that ends or starts in 2026"
    )


class CheckSettings(Table):
    """Which rules run, how severe they are, and what fails a check."""

    select: Names = Field(("ALL",), description="rules to run: names, codes, prefixes, or ALL")
    ignore: Names = Field((), description="rules not to run: names, codes or prefixes")
    fail_on: Severity = Field(Severity.ERROR, description="the least severity that fails a check")
    severity: dict[str, Severity] = Field(
        default_factory=dict, description="another severity for a rule"
    )
    per_file_ignores: dict[Glob, Names] = Field(
        default_factory=dict, description="rules not to run on the files that a glob matches"
    )
    options: dict[str, dict[str, Any]] = Field(
        default_factory=dict, description="the options of a rule; its page lists them"
    )
    solver: Literal["none", "z3"] = Field(
        "none", description="who is asked about targets that the check itself does not decide"
    )


PresetName = Literal["default", "okr", "sdg", "un2023", "evm", "jucmnav", "spider"]

_LIMITS: Mapping[str, tuple[str, str]] = {
    "default": ("0.9", "0.7"),
    "okr": ("0.7", "0.4"),
    "sdg": ("0.95", "0.6"),
    "un2023": ("0.95", "0.1"),
    "evm": ("1", "0.9"),
    "jucmnav": ("1", "0.5"),
    "spider": ("0.667", "0.333"),
}


class StatusSettings(Table):
    """By what a goal is judged, and from which figure on it counts as on track or at risk.

    A threshold that is not set is the preset's own.
    """

    preset: PresetName = Field("default", description="whose definition of progress decides")
    on_track: Share = Field(
        Decimal("0.9"),
        description="the least share that is on track; by default the preset's",
    )
    at_risk: Share = Field(
        Decimal("0.7"),
        description="the least share that is at risk; by default the preset's",
    )

    @staticmethod
    def prepared(table: Any) -> Any:  # noqa: ANN401 - whatever a file may hold
        """The table with the thresholds of its preset, where it sets none."""
        preset = table.get("preset") if isinstance(table, dict) else None
        limits = _LIMITS.get(preset) if isinstance(preset, str) else None
        if limits is None:
            return table
        on_track, at_risk = map(Decimal, limits)
        return {"on_track": on_track, "at_risk": at_risk, **table}

    def refuse(self) -> None:
        """Raises ValueError for thresholds in the wrong order."""
        if self.at_risk > self.on_track:
            raise ValueError(f"at_risk ({self.at_risk}) is above on_track ({self.on_track})")


class FixSettings(Table):
    """What `kpi check --fix` changes besides what is found."""

    key_order: Switch = Field(
        default=False, description="whether keys are put in their usual order"
    )


class HistorySettings(Table):
    """How the past is read from git."""

    main: str | None = Field(None, description="the main branch")


class ConnectionSettings(Table):
    """A database that a `source` may name; no command reads it yet."""

    url: str = Field(description="its address; ${NAME} is taken from the environment")


class Settings(Table):
    """All of `kpi.toml`."""

    files: FileSettings = Field(
        default_factory=FileSettings, description="which files are goal files"
    )
    calendar: CalendarSettings = Field(
        default_factory=CalendarSettings, description="when the fiscal year runs"
    )
    check: CheckSettings = Field(
        default_factory=CheckSettings, description="which rules run, and what fails"
    )
    status: StatusSettings = Field(
        default_factory=StatusSettings,
        description="what counts as on track or at risk",
    )
    fix: FixSettings = Field(
        default_factory=FixSettings, description="what `--fix` changes besides"
    )
    history: HistorySettings = Field(
        default_factory=HistorySettings, description="how the past is read from git"
    )
    connections: dict[str, ConnectionSettings] = Field(
        default_factory=dict,
        description="the databases that a `source` may name; no command reads them yet",
    )
