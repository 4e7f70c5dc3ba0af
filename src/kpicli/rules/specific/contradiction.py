"""Whether the verb of a title says one way and its numbers another."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from kpicli.formulas import parse_unit
from kpicli.formulas.nouns import count_noun
from kpicli.models.goal import Kpi
from kpicli.models.quantity import amount_text
from kpicli.rules.specific.agreement import agrees
from kpicli.rules.specific.claims import Claim, Way, claim_of
from kpicli.rules.specific.literal import is_word_for_word
from kpicli.rules.specific.verbs import is_attached, is_plain, names_inverse
from kpicli.rules.specific.vocabulary import vocabulary

if TYPE_CHECKING:
    from kpicli.models.metric import Metric
    from kpicli.rules.specific.numbers import KpiNumbers
    from kpicli.rules.specific.verbs import Verb
    from kpicli.workspace import Definition, Workspace

_DIGIT = re.compile(r"[0-9]")
_WORDS = re.compile(r"[^\W\d_]+")


def contradicted(
    kpi: Definition[Kpi],
    workspace: Workspace,
    verb: Verb,
    numbers: KpiNumbers | None,
    language: str,
) -> str | None:
    """What the numbers say against the verb; none where nothing does, or nobody can tell."""
    title = kpi.model.title
    if is_word_for_word(kpi, workspace, language) and numbers and _rises(numbers, verb.sign):
        return None
    claim = claim_of(title, language)
    if claim is None and _DIGIT.search(title):
        return None
    if claim is None and (numbers is None or not _rises(numbers, -verb.sign)):
        return None
    if not is_plain(title, verb, language) or names_inverse(title, language):
        return None
    if claim is None:
        metric = workspace.metric(kpi)
        is_named = metric is not None and _names(title[verb.end :], metric, language)
        return _way(numbers) if is_named and numbers else None
    if not is_attached(title, verb, claim.place, language):
        return None
    if claim.way is Way.FROM_TO:
        return _own_way(claim, verb)
    is_same = numbers is not None and _rises(numbers, -verb.sign) and agrees(claim, numbers)
    return _way(numbers) if is_same and numbers else None


def _own_way(claim: Claim, verb: Verb) -> str | None:
    """Where the title itself goes the other way."""
    start, end = claim.start, claim.amount
    assert start
    if _is_time(end.unit) and verb.sign > 0:
        return None  # faster is fewer seconds, whatever was increased
    if start.value < 0 or end.value < 0:
        return None  # less of a loss is a greater number
    is_one_unit = start.unit == end.unit or count_noun(start.unit) == count_noun(end.unit)
    way = (end.value - start.value) * verb.sign
    if not is_one_unit or way >= 0 or start.scale != end.scale:
        return None
    return f"it goes from {start.text} {'down' if verb.sign > 0 else 'up'} to {end.text}"


def _is_time(unit: str) -> bool:
    return any(symbol in {"s", "month"} for symbol, _ in parse_unit(unit).symbols)


def _rises(numbers: KpiNumbers, sign: int) -> bool:
    """Whether the target lies on that side of the baseline, where neither is below zero."""
    difference = numbers.difference
    if difference is None or difference * sign <= 0:
        return False
    return all(part is not None and part >= 0 for part in (numbers.baseline, numbers.target))


def _way(numbers: KpiNumbers) -> str:
    target, baseline = (
        amount_text((part or Decimal(0)).normalize(), numbers.unit)
        for part in (numbers.target, numbers.baseline)
    )
    side = "above" if numbers.difference and numbers.difference > 0 else "below"
    return f"its target of {target} is {side} its baseline of {baseline}"


def _names(rest: str, metric: Definition[Metric | Kpi], language: str) -> bool:
    """Whether what the verb acts on is the metric itself, by its id or its title."""
    generic = frozenset(vocabulary(language)["verbs"]["generic"])
    wanted = _bare(rest, generic)
    names = [metric.id.rpartition(".")[2].replace("_", " ")]
    if not isinstance(metric.model, Kpi) and metric.model.title:
        names.append(metric.model.title)
    return bool(wanted) and any(wanted == _bare(name, generic) for name in names)


def _bare(text: str, generic: frozenset[str]) -> frozenset[str]:
    words = (word.lower() for word in _WORDS.findall(text))
    return frozenset(count_noun(word) for word in words if word not in generic)
