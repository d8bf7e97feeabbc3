"""Codings in a session file: a place or code that is none is named by its path."""

import json
from typing import Any

import pytest

from flipdesk.domain.coding import CodedKind
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.refusal import SessionFileRefused
from flipdesk.exchange.session_file_read import read_session
from tests.helpers.nordby import SAMPLE

MADE = "2021-05-01T10:00:00+02:00"


def sample(**coding: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(SAMPLE.read_bytes())
    data["coders"] = [{"name": "Anna Lund", "initials": "AL"}]
    basis = {"coder": 0, "axis": "potentials", "code": "samtale", "made": MADE}
    data["codings"] = [basis | coding]
    return data


def problems(data: dict[str, Any]) -> str:
    with pytest.raises(SessionFileRefused) as refused:
        read_session(json.dumps(data).encode(), load_shipped("da"), "a.flip.json")
    return "\n".join(map(str, refused.value.problems))


def test_a_file_written_by_hand_needs_no_guids() -> None:
    data = sample(reflection=2, start=0, end=5)
    data["codings"].append({**data["codings"][0], "axis": "tags", "code": "Ufrivillighed"})
    sound = {"coder": 0, "axis": "dimensions", "code": "respekt", "made": MADE}
    data["codings"].append({**sound, "from": "00:10:00", "to": "00:10:20.5"})
    data["memos"] = [{"coder": 0, "coding": 1, "text": "Hvorfor?", "made": MADE}]
    record = read_session(json.dumps(data).encode(), load_shipped("da"), "a.flip.json")
    again = read_session(json.dumps(data).encode(), load_shipped("da"), "a.flip.json")
    assert again == record
    first, _second, third = record.codings
    assert first.kind is CodedKind.REFLECTION
    assert first.reflection_id == record.reflections[2].id
    assert (third.kind, third.from_ms, third.to_ms) == (CodedKind.SOUND, 600_000, 620_500)
    assert record.memos[0].coding_id == record.codings[1].id


@pytest.mark.parametrize(
    ("coding", "path"),
    [
        ({"coder": 1, "reflection": 0}, "codings[0].coder"),
        ({"reflection": 99}, "codings[0].reflection"),
        ({"segment": 0}, "codings[0].segment"),
        ({"reflection": 0, "outcome": 0}, "codings[0]"),
        ({"reflection": 0, "start": 3}, "codings[0]"),
        ({"reflection": 0, "start": 5, "end": 2}, "codings[0].end"),
        ({"reflection": 0, "start": 0, "end": 100_000}, "codings[0].end"),
        ({"reflection": 0, "from": "00:00:01", "to": "00:00:02"}, "codings[0]"),
        ({}, "codings[0]"),
        ({"from": "00:00:01"}, "codings[0]"),
        ({"from": "00:00:03", "to": "00:00:02"}, "codings[0].to"),
        ({"reflection": 0, "code": "findes ikke"}, "codings[0].code"),
    ],
)
def test_what_is_no_place_or_code_is_refused_by_its_path(coding: dict[str, Any], path: str) -> None:
    assert path in problems(sample(**coding))


def test_a_memo_is_about_one_thing() -> None:
    data = sample(reflection=0)
    data["memos"] = [{"coder": 0, "coding": 0, "reflection": 0, "text": "", "made": MADE}]
    assert "memos[0]" in problems(data)
    data["memos"] = [{"coder": 0, "code": "samtale", "text": "", "made": MADE}]
    assert "memos[0]" in problems(data)
