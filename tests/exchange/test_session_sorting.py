"""How notes were sorted out, in a session file: what leads nowhere is named by its path."""

import json
from typing import Any

import pytest

from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.refusal import SessionFileRefused
from flipdesk.exchange.session_file_read import read_session
from tests.helpers.nordby import SAMPLE


def sample() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(SAMPLE.read_bytes())
    return data


def problems(data: dict[str, Any]) -> str:
    with pytest.raises(SessionFileRefused) as refused:
        read_session(json.dumps(data).encode(), load_shipped("da"), "a.flip.json")
    return "\n".join(map(str, refused.value.problems))


def test_parts_stand_apart_from_the_reflections() -> None:
    data = sample()
    data["reflections"][3]["merged_into"] = 1
    record = read_session(json.dumps(data).encode(), load_shipped("da"), "a.flip.json")
    (part,) = record.merged
    assert part.merged_into in {one.id for one in record.reflections}
    assert part.id not in {one.id for one in record.reflections}


def test_a_reflection_cannot_be_part_of_itself_or_of_nothing() -> None:
    data = sample()
    data["reflections"][1]["merged_into"] = 2
    data["reflections"][2]["merged_into"] = 1
    data["reflections"][3]["merged_into"] = 99
    found = problems(data)
    for index in (1, 2, 3):
        assert f"reflections[{index}].merged_into" in found


def test_an_earlier_text_is_about_one_thing() -> None:
    data = sample()
    moment = "2021-04-23T08:00:00+02:00"
    data["text_versions"] = [{"text": "Før", "replaced": moment}]
    assert "text_versions[0]" in problems(data)
