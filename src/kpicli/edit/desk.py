"""Recording before anything is written: the texts of the files as they are to become."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from kpicli.edit.csv_actuals import csv_place, with_row
from kpicli.edit.goal_actuals import slot_of, with_actual
from kpicli.edit.goal_file import GoalFile, line_of, read_goal_file
from kpicli.edit.lines import line_of_actual
from kpicli.edit.new_actual import Mode, NewActual, Refusal, how_to_write
from kpicli.edit.store import Stored, fetch
from kpicli.findings import did_you_mean
from kpicli.measurements import actuals_in, read_table
from kpicli.models.actual import Actual, Actuals, CsvActuals
from kpicli.models.goal import Kpi
from kpicli.models.period import day_of
from kpicli.models.read_actuals import value_of
from kpicli.source import SourceFile
from kpicli.workspace.commitment import is_deliverable

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from kpicli.edit.judge import Judge
    from kpicli.models.period import Calendar
    from kpicli.workspace import Definition, Workspace


_DONE = "write true or false, or how much of it is done, such as 60%"


class Entered(Struct, frozen=True):
    """An actual in the text of a file: the KPI with all its actuals, and which of them it is.

    `was_there` says that the file had it already.
    """

    kpi: Definition[Kpi]
    actuals: Actuals
    actual: Actual
    day: date
    path: str
    was_there: bool = False


class Desk(Struct):
    """The files of a goal repository that are being changed, by path, and their new texts."""

    root: Path
    judge: Judge
    mode: Mode
    stored: dict[str, Stored] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    _read: dict[str, GoalFile] = field(default_factory=dict)
    _given: dict[tuple[str, date], NewActual] = field(default_factory=dict)

    def enter(self, new: NewActual) -> Entered | Refusal:
        """Enters an actual; where it is refused, the texts stay as they were."""
        goal = self.judge.workspace.goals.get(new.goal)
        if not new.goal:
            return Refusal("the id is missing", "write the id of a KPI")
        if goal is None:
            return _unknown(new.goal, self.judge.workspace)
        if not isinstance(goal.model, Kpi):
            remedy = "record the KPIs that contribute to it"
            return Refusal(f"`{goal.id}` is an objective, which has no actuals", remedy, goal.path)
        if new.when is None:
            return Refusal(f"`{new.key}` is not a date or a period", how_to_write(new.key))
        if not new.value.strip():
            return Refusal(f"the value of `{goal.id}` is missing", "write a number such as 50")
        file = self._goal_file(goal.path)
        if isinstance(file, Refusal):
            return file
        kpi = file.kpis.get(new.goal)
        if kpi is None:
            return Refusal(f"`{new.goal}` is no longer in `{goal.path}`", "record again", goal.path)
        day = day_of(new.when, self._calendar)
        earlier = self._given.setdefault((kpi.id, day), new)
        if not _is_same(earlier.value, new.value):
            message = f"`{kpi.id}` is given {earlier.value} for {earlier.key} already"
            return Refusal(message, "leave one of the two out", earlier=earlier)
        if isinstance(kpi.model.actuals, CsvActuals):
            return self._into_csv(kpi, kpi.model.actuals, new, day)
        return self._into_goal_file(file, kpi, new, day)

    @property
    def _calendar(self) -> Calendar:
        return self.judge.workspace.calendar

    def _source(self, path: str) -> SourceFile | Refusal:
        if path not in self.stored:
            found = fetch(self.root, path)
            if isinstance(found, Refusal):
                return found
            self.stored[path] = found
            self.texts[path] = found.source.text
        return SourceFile(path, self.texts[path])

    def _goal_file(self, path: str) -> GoalFile | Refusal:
        source = self._source(path)
        if isinstance(source, Refusal):
            return source
        known = self._read.get(path)
        file = known if known and known.source.text == source.text else read_goal_file(source)
        if file is None:
            return Refusal(f"`{path}` cannot be read", "`kpi check` says why", path)
        self._read[path] = file
        return file

    def _into_goal_file(
        self, file: GoalFile, kpi: Definition[Kpi], new: NewActual, day: date
    ) -> Entered | Refusal:
        present = [
            part for part in kpi.model.inline_actuals if day_of(part.when, self._calendar) == day
        ]
        if present and self.mode is not Mode.FORCED:
            return self._there_already(kpi, kpi.model.inline_actuals, present[0], new, kpi.path)
        slot = slot_of(file, kpi, day, new, self._calendar)
        text = with_actual(file, kpi, slot, new, self._calendar)
        if isinstance(text, Refusal):
            return _with_remedy(text, new.value, kpi.model)
        after = read_goal_file(SourceFile(kpi.path, text))
        assert after, "a text that was verified is a goal file"
        kpi = after.kpis[new.goal]
        return self._judged(kpi, kpi.model.inline_actuals, day, kpi.path, text)

    def _into_csv(
        self, kpi: Definition[Kpi], columns: CsvActuals, new: NewActual, day: date
    ) -> Entered | Refusal:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(kpi.path), columns.csv))
        source = self._source(path)
        if isinstance(source, Refusal):
            return source
        place = csv_place(source, columns, self._calendar)
        if isinstance(place, Refusal):
            return place
        actuals = actuals_in(read_table(source), columns, self._calendar)[0]
        present = [part for part in actuals if day_of(part.when, self._calendar) == day]
        if present and self.mode is not Mode.FORCED:
            return self._there_already(kpi, actuals, present[0], new, path)
        text = with_row(place, new, day, columns)
        if isinstance(text, Refusal):
            return _with_remedy(text, new.value, kpi.model)
        actuals = actuals_in(read_table(SourceFile(path, text)), columns, self._calendar)[0]
        return self._judged(kpi, actuals, day, path, text)

    def _there_already(
        self,
        kpi: Definition[Kpi],
        actuals: Actuals,
        present: Actual,
        new: NewActual,
        path: str,
    ) -> Entered | Refusal:
        day = day_of(present.when, self._calendar)
        if self.mode is Mode.REPEATED and _is_same(present.value.text, new.value):
            return Entered(kpi, actuals, present, day, path, was_there=True)
        written = present.value.text.strip()
        message = f"`{kpi.id}` has a value for {present.key} already: {written}"
        line = self._line(kpi, path, day)
        return Refusal(message, "--force replaces it", path, line)

    def _line(self, kpi: Definition[Kpi], path: str, day: date) -> int:
        return line_of_actual(SourceFile(path, self.texts[path]), kpi, day, self._calendar)

    def _judged(
        self,
        kpi: Definition[Kpi],
        actuals: Actuals,
        day: date,
        path: str,
        text: str,
    ) -> Entered | Refusal:
        of_day = (part for part in actuals if day_of(part.when, self._calendar) == day)
        actual = next(of_day, None)
        if actual is None:  # what cannot be read stood there already, in the very same words
            message = f"what `{path}` has for {day} already is no value"
            return Refusal(message, "`kpi check` says what is wrong with it", path)
        refusal = None if self.mode is Mode.FORCED else self.judge.refusal(kpi, actual)
        if refusal:
            source = SourceFile(kpi.path, self.texts[kpi.path])
            return replace(refusal, path=kpi.path, line=line_of(source, kpi))
        self.texts[path] = text
        return Entered(kpi, actuals, actual, day, path)


def _unknown(goal: str, workspace: Workspace) -> Refusal:
    """What to say of a goal that was not loaded."""
    if goal in workspace.absent:
        return Refusal(f"`{goal}` stands in {workspace.absent[goal]}, which is not checked out")
    if goal in workspace.unread:
        message = f"`{goal}` may be in a file that cannot be read"
        return Refusal(message, "`kpi check` says which, and why")
    return Refusal(f"there is no goal `{goal}`", did_you_mean(goal, workspace.goals))


def _is_same(one: str, other: str) -> bool:
    """Whether two texts are the same value, be it written in two ways."""
    return _amount(one) == _amount(other)


def _with_remedy(refusal: Refusal, value: str, kpi: Kpi) -> Refusal:
    """The refusal of a value that is none; of a deliverable, with how to say what is done."""
    is_value = not isinstance(_amount(value)[0], str)
    return refusal if is_value or not is_deliverable(kpi) else replace(refusal, help=_DONE)


def _amount(text: str) -> tuple[Decimal | str, str]:
    """What a text measures, with its unit; a text that is no value as it is."""
    try:
        found = value_of(text.strip())
    except ValueError:
        return text.strip(), ""
    return found.value, found.unit
