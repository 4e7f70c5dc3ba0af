"""Goals that were given more time, and what they have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.rules.history.occasion import Occasion, is_kept, is_recorded

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from kpicli.history.judged import Past


def extensions(past: Past) -> Iterator[Occasion]:
    """The later ends that goals were given while their periods ran, and that are not recorded."""
    for judged in past.promised:
        later = next((part for part in judged.changes("period") if part.is_looser), None)
        if later is None or not is_kept(judged) or is_recorded(judged, later):
            continue
        occasion = Occasion(judged, past, later)
        if occasion.has_begun and not occasion.begins_anew:
            yield occasion


def cause_of(occasion: Occasion) -> Hashable:
    """Equal for goals whose period changed as one, with the default of their file; else the id."""
    judged, change = occasion.judged, occasion.change
    before, after = judged.difference.before, judged.difference.after
    if before is None or after is None or change is None or "period" not in before.inherited:
        return judged.goal
    if after.model.period is not None and "period" not in after.inherited:
        return judged.goal
    return after.path, after.model.is_draft, change.words, occasion.words, judged.against
