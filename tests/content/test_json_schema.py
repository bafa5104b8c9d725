"""The JSON Schema says to editors what the check says to authors."""

import json
import re

from realm.content import shapes
from realm.content.schema import json_schema

SCHEMA = json_schema()


def test_it_is_plain_json() -> None:
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_every_key_is_described() -> None:
    for noun in (SCHEMA, *SCHEMA["$defs"].values()):
        for key, part in noun.get("properties", {}).items():
            assert part.get("description"), f"{noun['title']}.{key} has no docstring"


def test_months_and_names_have_their_patterns() -> None:
    pattern = SCHEMA["properties"]["starts"]["pattern"]
    assert re.search(pattern, "2025-12")
    assert not re.search(pattern, "2025-13")
    names = SCHEMA["properties"]["firms"]["propertyNames"]["pattern"]
    assert re.search(names, "north_mine_2")
    assert not re.search(names, "North mine")
    seller = SCHEMA["$defs"]["Link"]["properties"]["seller"]
    assert seller["pattern"] == names


def test_sections_may_be_tables_and_scenarios_may_extend() -> None:
    for section in shapes.section_names():
        assert "table" in SCHEMA["properties"][section]["properties"]
    assert SCHEMA["properties"]["extends"]["type"] == "string"
    assert {"required": ["extends"]} in SCHEMA["anyOf"]
