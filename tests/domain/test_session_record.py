"""When what was said was said, also once the session has got a recording."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from flipdesk.domain.ids import RecordingId
from flipdesk.domain.recording import Recording
from flipdesk.domain.session_record import SessionRecord
from tests.helpers.app import sample_record

AT_MS = 600_000


@pytest.fixture
def record() -> SessionRecord:
    """A session held without a recording, its items begun and ended."""
    return replace(sample_record(), recordings=())


def recording(started: datetime) -> Recording:
    session_id = sample_record().session.id
    return Recording(RecordingId("r1"), session_id, "r1", "Bordmikrofon", 16_000, 1, started)


def recorded(record: SessionRecord, after: timedelta) -> SessionRecord:
    begun = record.agenda[0].started
    assert begun is not None
    return replace(record, recordings=(*record.recordings, recording(begun + after)))


def test_a_moment_that_is_known_is_kept(record: SessionRecord) -> None:
    said = record.session.starts
    assert recorded(record, timedelta(days=9)).moment(AT_MS, said) == said


def test_offsets_count_from_the_recording_of_the_session(record: SessionRecord) -> None:
    before = record.moment(AT_MS, None)
    assert before is not None
    late = timedelta(minutes=2)
    assert recorded(record, late).moment(AT_MS, None) == before + late


def test_a_recording_made_afterwards_moves_nothing(record: SessionRecord) -> None:
    before = record.moment(AT_MS, None)
    assert before is not None
    assert recorded(record, timedelta(days=9)).moment(AT_MS, None) == before
    twice = recorded(recorded(record, timedelta(minutes=2)), timedelta(days=9))
    assert twice.moment(AT_MS, None) == before + timedelta(minutes=2)


def test_a_recording_is_all_there_is_to_count_from(record: SessionRecord) -> None:
    never_begun = tuple(replace(item, started=None, ended=None) for item in record.agenda)
    unheld = replace(record, agenda=never_begun, session=replace(record.session, began=None))
    assert unheld.moment(AT_MS, None) is None
    begun = record.session.starts
    moment = replace(unheld, recordings=(recording(begun),)).moment(AT_MS, None)
    assert moment == begun + timedelta(milliseconds=AT_MS)
