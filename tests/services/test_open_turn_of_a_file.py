"""A session file that says who speaks by an open turn alone shows them with the floor."""

import json
from datetime import timedelta
from typing import Any

import pytest

from flipdesk.domain.queue_entry import speakers_list
from flipdesk.domain.vocabulary import QueueKind
from flipdesk.paths import resource
from flipdesk.services.desk import Desk

SAMPLE = "samtaleflip-3-nordby.flip.json"


def with_open_turn(state: str, **turn: Any) -> bytes:
    """Return the sample's file, in which the last turn has no end."""
    data = json.loads(resource("samples", SAMPLE).read_bytes())
    data["session"]["state"] = state
    del data["turns"][-1]["to"]
    data["turns"][-1] |= turn
    data.pop("queue", None)
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("turn", "kind"), [({}, QueueKind.FLOOR), ({"interruption": True}, QueueKind.INTERRUPTION)]
)
def test_speaker_has_the_floor_and_loses_nothing(
    desk: Desk, turn: dict[str, Any], kind: QueueKind
) -> None:
    data = with_open_turn("running", **turn)
    imported = desk.files.import_data(data, SAMPLE)
    record = desk.base.record(imported.session_id)
    last = record.turns[-1]
    assert last.to_ms is None
    holder = speakers_list(record.queue, None).holder
    assert holder is not None
    assert (holder.speaker_id, holder.kind) == (last.speaker_id, kind)
    start = record.recording_start()
    assert start is not None
    assert holder.since == start + timedelta(milliseconds=last.from_ms)
    assert desk.files.import_data(data, SAMPLE).differs is False
    text = desk.files.text(imported.session_id)
    desk.history.record(imported.step)
    desk.history.undo()
    assert desk.files.import_data(text.encode(), SAMPLE).is_new
    assert desk.files.text(imported.session_id) == text
    desk.speaking.give(imported.session_id, None, last.from_ms + 5_000)
    assert desk.base.turns.of_session(imported.session_id)[-1].to_ms == last.from_ms + 5_000


def test_session_that_is_over_is_left_as_it_is(desk: Desk) -> None:
    imported = desk.files.import_data(with_open_turn("ended"), SAMPLE)
    record = desk.base.record(imported.session_id)
    assert not record.queue
    assert record.turns[-1].to_ms is None
