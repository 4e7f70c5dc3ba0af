"""The base of all models: frozen, no unknown keys, keys without a value count as absent."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator


class Value(BaseModel):
    """A part of a goal file. Unknown keys are refused; a key with no value counts as absent."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, populate_by_name=False)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, data: Any) -> Any:  # noqa: ANN401 - whatever a file may hold
        if isinstance(data, dict) and None in data.values():
            known = fields_of(cls)
            return {
                key: value for key, value in data.items() if value is not None or key not in known
            }
        return data


def fields_of(model: type[Value]) -> tuple[str, ...]:
    """The keys that a model takes, as goal files write them."""
    return tuple(field.alias or name for name, field in model.model_fields.items())
