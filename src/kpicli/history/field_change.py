"""One field of a definition that means something else on the other side."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Effect(StrEnum):
    """What a change does to a promise.

    `looser`: easier to keep, `tighter`: harder. `redefined`: something else is promised or
    measured. `moved`: a number of the past is another one. `neutral`: none of these.
    """

    LOOSER = "looser"
    TIGHTER = "tighter"
    REDEFINED = "redefined"
    MOVED = "moved"
    NEUTRAL = "neutral"


class FieldChange(Struct, frozen=True):
    """A field that changed in meaning: what it was and is, in words, and what that does.

    `field` is named as in goal files; `before` and `after` are empty where there was or is
    nothing. `key` is the part of the field that changed, where it has parts: the day of an actual
    or of an interim target, the goal of a link. `follows` names the field whose change is the
    reason, where this one is as it was written: a target of `+20%` follows its `baseline`.
    """

    field: str
    before: str
    after: str
    effect: Effect = Effect.NEUTRAL
    key: str = ""
    follows: str = ""

    @property
    def is_looser(self) -> bool:
        """Whether it makes a promise easier to keep."""
        return self.effect is Effect.LOOSER

    @property
    def is_neutral(self) -> bool:
        """Whether the promise stays what it was."""
        return self.effect is Effect.NEUTRAL

    @property
    def words(self) -> str:
        """The change as a clause: `target loosened from 50 to 45 client`."""
        name = f"{_NAMES.get(self.field, self.field)}{self._of_what()}"
        if self.before and self.after:
            return f"{name} {self._verb()} from {self.before} to {self.after}"
        if self.after:
            return f"{name} added: {self.after}"
        return f"{name} removed: it was {self.before}" if self.before else f"{name} changed"

    def _of_what(self) -> str:
        if not self.key:
            return ""
        return f" {_PREPOSITIONS.get(self.field, 'of')} {self.key}"

    def _verb(self) -> str:
        own = _VERBS.get((self.field, self.effect))
        return own or _USUAL_VERBS[self.effect]


_NAMES = {
    "actuals": "value",
    "contributes_to": "link",
    "interim_targets": "interim target",
    "agreed_by": "agreement",
    "target_changes": "recorded change",
}
_PREPOSITIONS = {"contributes_to": "to", "weight": "in"}
_USUAL_VERBS = {
    Effect.LOOSER: "loosened",
    Effect.TIGHTER: "tightened",
    Effect.REDEFINED: "redefined",
    Effect.MOVED: "moved",
    Effect.NEUTRAL: "changed",
}
_VERBS = {
    ("period", Effect.LOOSER): "extended",
    ("period", Effect.TIGHTER): "shortened",
    ("weight", Effect.LOOSER): "cut",
    ("weight", Effect.TIGHTER): "raised",
    ("baseline", Effect.LOOSER): "moved",
    ("baseline", Effect.TIGHTER): "moved",
    ("actuals", Effect.MOVED): "rewritten",
    ("status", Effect.LOOSER): "changed",
    ("status", Effect.TIGHTER): "changed",
}
