"""Links between goals: which one serves which."""

from __future__ import annotations

from typing import Annotated, Any

from kpicli.fields.field import Field
from kpicli.fields.invalid import invalid, read_parts, shown
from kpicli.fields.memo import Memo
from kpicli.fields.notes import After, Before, Schema, Usual
from kpicli.fields.read import read
from kpicli.fields.value import Value
from kpicli.models.boolean import BooleanField
from kpicli.models.number import NumberField
from kpicli.models.text import TEXT_SCHEMA, Text, as_list


class Contribution(Value):
    """A link to a goal that this one serves."""

    goal: Text = Field(description="the goal that this one serves")
    weight: NumberField | None = Field(None, description="how much it counts there")
    rollup: BooleanField = Field(default=True, description="false shows the link and adds nothing")


def _links(value: Any) -> Any:  # noqa: ANN401 - whatever a file may hold
    items = as_list(value)
    if not isinstance(items, list):
        return items
    return [{"goal": item} if isinstance(item, str) else item for item in items]


def _once(links: tuple[Contribution, ...]) -> tuple[Contribution, ...]:
    """The links, if no goal is named twice: which weight counts would be anybody's guess."""
    if len(links) == 1:
        return links
    first: dict[str, int] = {}

    def read(number: int, link: Contribution) -> Contribution:
        if first.setdefault(link.goal, number) != number:
            raise invalid(
                f"{shown(link.goal)} is named twice", "keep one link; its `weight` says how much"
            )
        return link

    return tuple(read_parts(enumerate(links), read))


def _usual_links(value: Any) -> tuple[Contribution, ...] | None:  # noqa: ANN401 - as a file holds
    """The link to one goal that is no more than named, or to a few different ones."""
    if isinstance(value, str):
        return _PLAIN[value]
    if type(value) is not list or not all(isinstance(item, str) for item in value):
        return None
    return tuple([link for item in value for link in _PLAIN[item]]) if _differ(value) else None


def _differ(items: list[str]) -> bool:
    return len(items) == len({*items})


_PLAIN = Memo(lambda goal: (read(Contribution, {"goal": goal}),))
"""Links without a word about them, shared by all goals that serve the same one."""


def _link_schema(links: dict[str, Any]) -> dict[str, Any]:
    """An id, a link, or a list of both: what `_links` lets people write."""
    one = {"anyOf": [TEXT_SCHEMA, links["items"]]}
    return {"anyOf": [*one["anyOf"], {"type": "array", "items": one}]}


ContributionsField = Annotated[
    tuple[Contribution, ...],
    Before(_links),
    After(_once),
    Schema(_link_schema),
    Usual(_usual_links),
]
"""The goals that a goal serves: an id, a link, or a list of both."""
