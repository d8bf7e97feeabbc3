"""Transcripts in the knowledge base: their order, all at once, and back again."""

from dataclasses import replace

import pytest

from flipdesk.domain.ids import SessionId
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.transcript import TranscriptKind, in_order
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from tests.helpers.nordby import nordby
from tests.helpers.transcripts import many, segments, stored, transcript


@pytest.fixture
def session_id(base: KnowledgeBase) -> SessionId:
    record = nordby()
    base.add_record(record)
    return record.session.id


def test_segments_are_read_by_time_and_then_by_place(
    base: KnowledgeBase, session_id: SessionId
) -> None:
    owner = transcript(session_id, TranscriptKind.MACHINE_DRAFT)
    pieces = segments(
        owner, (5_000, 6_000, "S01", "sidst"), (0, 100, "", "to"), (0, 0, "S00", "tre")
    )
    stored(base, owner, pieces)
    assert base.transcripts.of_session(session_id) == (owner,)
    found = base.transcript_segments.of_transcript(owner.id)
    assert [one.text for one in found] == ["to", "tre", "sidst"]
    assert found == in_order(pieces)
    assert base.transcript_segments.of_session(session_id) == found
    assert base.transcript_segments.count(owner.id) == 3


def test_many_are_added_as_one_by_one_and_taken_back(
    base: KnowledgeBase, session_id: SessionId
) -> None:
    before = base.whole_record(session_id)
    owner = transcript(session_id)
    changes = stored(base, owner, many(owner, 400))
    for change in changes.rows:
        stands = base._rows.get(change.table, change.id)
        assert stands is not None
        assert change.after == {key: one for key, one in stands.items() if key != "seq"}
    whole = base.whole_record(session_id)
    assert len(whole.transcript_segments) == 400
    assert base.record(session_id) == replace(whole, transcript_segments=())
    base.apply(changes.inverse())
    assert base.whole_record(session_id) == before
    base.apply(changes)
    assert base.whole_record(session_id) == whole


def test_deleting_a_transcript_unhooks_its_reflections(
    base: KnowledgeBase, session_id: SessionId
) -> None:
    owner = transcript(session_id)
    pieces = segments(owner, (0, 1_000, "S00", "Det var sådan, det begyndte"))
    stored(base, owner, pieces)
    note = base.reflections.of_session(session_id)[0]
    linked = replace(note, segment_id=pieces[0].id)
    base.reflections.save(linked)
    changes = base.transcripts.delete(owner.id)
    assert _segment_of(base, linked) is None
    assert base.transcript_segments.of_session(session_id) == ()
    base.apply(changes.inverse())
    assert _segment_of(base, linked) == pieces[0].id


def _segment_of(base: KnowledgeBase, note: Reflection) -> object:
    found = base.reflections.get(note.id)
    assert found is not None
    return found.segment_id
