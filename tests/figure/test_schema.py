"""The schema knows the language that the reader reads."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
import yaml

from backpt.figure.read import read_figure
from tests.figure.drawn import HERE, SHIPPED
from tools.figure_schema import figure_schema

VALIDATOR = jsonschema.Draft202012Validator(figure_schema())


def raw() -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with open(HERE / "examples.yaml", encoding="utf-8") as file:
        examples: dict[str, Any] = yaml.load(file, loader)
    with open(SHIPPED, encoding="utf-8") as file:
        library = yaml.load(file, loader)
    shipped = {
        f"shipped {id_}": entry["figure"]
        for id_, entry in library["exercises"].items()
        if "figure" in entry
    }
    return examples | shipped


RAW = raw()


@pytest.mark.parametrize(("id_", "figure"), RAW.items(), ids=list(RAW))
def test_every_figure_fits_the_schema(id_: str, figure: Any) -> None:
    VALIDATOR.validate(figure)


WRONG: list[dict[str, Any]] = [
    {"veiw": "side"},
    {"view": "sidewise"},
    {"view": [1, 2, 3]},
    {"plant": ["knees"]},
    {"active": "legz"},
    {"props": ["flor"]},
    {"props": [{"floor": "x", "chair": "hips"}]},
    {"poses": {}},
    {"poses": {"start": {"base": "lying"}}},
    {"poses": {"start": {"base": "standing", "hip-r": "much"}}},
    {"poses": {"start": {"base": "standing", "neck": {"abd": 3}}}},
    {"poses": {"start": {"base": "standing", "reach": {"knees": "floor"}}}},
]


@pytest.mark.parametrize("change", WRONG, ids=str)
def test_what_the_reader_refuses_the_schema_refuses_too(change: dict[str, Any]) -> None:
    good = {"poses": {"start": {"base": "standing", "says": "Stand."}}}
    VALIDATOR.validate(good)
    assert not VALIDATOR.is_valid(good | change)

    def as_text(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: as_text(value) for key, value in data.items()}
        return [as_text(value) for value in data] if isinstance(data, list) else str(data)

    assert read_figure(as_text(good | change))[1]
