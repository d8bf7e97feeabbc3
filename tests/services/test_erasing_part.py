"""What is due is erased as anything else: from every byte, backups too, and it stays away."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.document_form import DocumentForm
from flipdesk.domain.ids import SessionId
from flipdesk.domain.retention import Kept
from flipdesk.domain.vocabulary import Audience
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.capturing import Moment
from flipdesk.services.desk import Desk
from flipdesk.services.erasing import apply_ledger, forget_again
from flipdesk.services.erasure_receipt import receipt
from flipdesk.services.erasure_words import lines_of
from tests.helpers.locked import new_keys
from tests.helpers.needles import complete
from tests.helpers.nordby import nordby
from tests.services.test_every_mutation import filled
from tests.services.test_retention import NEEDLE, files, with_sound

SAID = "Wqpnotat om noget der blev sagt"
TODAY = date(2038, 1, 15)


@pytest.fixture
def room(desk: Desk) -> SessionId:
    filled(desk)
    session_id = nordby().session.id
    complete(desk, session_id)
    desk.capturing.commit(session_id, SAID, Moment(desk.clock.now(), 1000))
    desk.base.settings.set(f"draft:{session_id}", '{"text": "Wqpnotat", "at_ms": 0}')
    return session_id


def erase(desk: Desk, kept: Kept) -> None:
    desk.retention.choose(kept, 6)
    (due,) = [one for one in desk.retention.due(TODAY) if one.kept is kept]
    plan = desk.retention.plan(due)
    assert lines_of(plan) != ()
    report = desk.retention.delete(due)
    assert report is not None
    assert report.is_whole
    assert receipt(report).file_name
    assert [one for one in desk.retention.due(TODAY) if one.kept is kept] == []
    assert desk.base.check() == ()


def holding(folder: Path, words: bytes) -> list[str]:
    return [one.name for one in files(folder) if words in one.read_bytes()]


def test_notes_go_from_every_byte_and_do_not_come_back(
    desk: Desk, room: SessionId, tmp_path: Path
) -> None:
    backup = desk.base.back_up("before")
    old = tmp_path / "gammel.flipkb"
    old.mkdir()
    (old / "knowledge.sqlite").write_bytes(backup.read_bytes())
    copy = desk.files.keep_copy(room)
    text = desk.files.text(room)
    people = len(desk.base.participants.of_session(room))
    minutes = len(desk.base.minutes.of_session(room))
    assert holding(desk.base.folder, b"Wqpnotat")
    erase(desk, Kept.REFLECTIONS)
    assert not copy.exists()
    assert holding(desk.base.folder, b"Wqpnotat") == []
    record = desk.base.record(room)
    assert (record.reflections, record.outcomes, record.markers) == ((), (), ())
    assert desk.base.transcript_segments.of_session(room) == ()
    assert len(record.participants) == people
    assert len(desk.base.minutes.of_session(room)) == minutes
    restored = KnowledgeBase.open(old, desk.clock)
    assert apply_ledger(restored, desk.base.folder) >= 1
    restored.upkeep.scrub()
    assert restored.reflections.of_session(room) == ()
    restored.close()
    assert holding(old, b"Wqpnotat") == []
    desk.files.import_data(text.encode(), "gammel.flip.json")
    assert desk.base.reflections.of_session(room) == ()


def test_note_made_after_that_stays_when_it_is_done_again(
    desk: Desk, room: SessionId, clock: ManualClock
) -> None:
    erase(desk, Kept.REFLECTIONS)
    clock.advance(minutes=1)
    desk.capturing.commit(room, "En ny tanke", Moment(desk.clock.now(), 1000))
    forget_again(desk.base)
    assert [one.text for one in desk.base.reflections.of_session(room)] == ["En ny tanke"]


def test_minutes_go_with_their_forms_and_what_came_back(desk: Desk, room: SessionId) -> None:
    draft = desk.minutes.prepare(room, Audience.PARTICIPANTS)
    forms = desk.minutes.render_others(draft)
    assert DocumentForm.HTML in forms
    document = desk.minutes.render(draft)
    desk.minutes.store(draft, document, forms)
    notes = len(desk.base.reflections.of_session(room))
    backup = desk.base.back_up("before")
    pieces = [document[at : at + 64] for at in range(0, len(document) - 64, 512)]
    assert any(one in backup.read_bytes() for one in pieces)
    erase(desk, Kept.MINUTES)
    assert desk.base.minutes.of_session(room) == ()
    assert desk.base.returned_files.of_session(room) == ()
    assert len(desk.base.reflections.of_session(room)) == notes
    assert not any(one in backup.read_bytes() for one in pieces)


def test_sound_that_is_recorded_after_that_is_not_what_was_meant(
    desk: Desk, room: SessionId, clock: ManualClock
) -> None:
    with_sound(desk, room)
    erase(desk, Kept.SOUND)
    assert holding(desk.base.folder, NEEDLE) == []
    clock.advance(minutes=1)
    own = with_sound(desk, room)
    forget_again(desk.base)
    assert len(desk.base.recordings.of_session(room)) == 3
    (entry,) = [one for one in desk.erasure.erasing.ledger.entries() if one.folders]
    desk.erasure.resume(replace(entry, is_finished=False))
    assert own.is_dir()
    assert holding(own, NEEDLE) != []


def test_key_of_sealed_sound_goes_with_it_and_what_is_encrypted_is_rewritten(
    tmp_path: Path, clock: ManualClock
) -> None:
    folder = tmp_path / "låst.flipkb"
    keys, _recovery = new_keys(folder)
    base = KnowledgeBase.create(folder, clock, load_shipped("da").values(), keys=keys)
    desk = Desk(base, clock)
    filled(desk)
    session_id = nordby().session.id
    complete(desk, session_id)
    with_sound(desk, session_id)
    assert base.session_key(session_id, make=True) is not None
    backup = base.back_up("before")
    erase(desk, Kept.SOUND)
    assert base.session_key(session_id) is None
    assert not base.recording_folder(session_id).exists()
    erase(desk, Kept.REFLECTIONS)
    place = tmp_path / "igen.flipkb"
    place.mkdir()
    (place / "knowledge.sqlite").write_bytes(backup.read_bytes())
    again = KnowledgeBase.open(place, clock, keys=keys)
    assert again.recordings.of_session(session_id) == ()
    assert again.reflections.of_session(session_id) == ()
    again.close()
    # Recorded anew, it has a key of its own, which doing the erasure again leaves alone.
    clock.advance(minutes=1)
    with_sound(desk, session_id)
    anew = base.session_key(session_id, make=True)
    forget_again(base)
    assert base.session_key(session_id) == anew
    base.close()
