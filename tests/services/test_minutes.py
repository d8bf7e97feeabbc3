"""Minutes are prepared, kept with their bytes, and exported without writing over anything."""

import hashlib
import io
from pathlib import Path

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import SessionId
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.vocabulary import Audience, MinutesState
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from tests.helpers.nordby import nordby


@pytest.fixture
def session_id(desk: Desk) -> SessionId:
    record = nordby()
    with desk.base.atomic():
        desk.base.add_record(record)
    return record.session.id


def write(
    desk: Desk,
    session_id: SessionId,
    audience: Audience = Audience.PARTICIPANTS,
    language: str = "da",
) -> Minutes:
    snapshot = desk.minutes.prepare(session_id, audience, language)
    minutes, _changes = desk.minutes.store(snapshot, desk.minutes.render(snapshot))
    return minutes


def test_written_version_is_kept_with_bytes_and_hash(
    desk: Desk, session_id: SessionId, clock: ManualClock
) -> None:
    minutes = write(desk, session_id)
    document = desk.base.minutes.document(minutes.id)
    assert minutes.sha256 == hashlib.sha256(document).hexdigest()
    assert minutes.size_bytes == len(document)
    assert (minutes.audience, minutes.language, minutes.version) == ("participants", "da", 1)
    assert minutes.state is MinutesState.DRAFT
    assert minutes.written == clock.now()
    assert desk.base.minutes.of_session(session_id) == (minutes,)


def test_kept_bytes_are_a_word_file_that_says_what_the_session_said(
    desk: Desk, session_id: SessionId
) -> None:
    import docx

    document = docx.Document(io.BytesIO(desk.base.minutes.document(write(desk, session_id).id)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Gribning kræver tid, ro og et øre til." in text
    assert "Klip 1: borgeren" not in text  # an observation stays in the room


def test_versions_are_counted_by_audience_and_language(desk: Desk, session_id: SessionId) -> None:
    written = [
        write(desk, session_id),
        write(desk, session_id),
        write(desk, session_id, Audience.DECISIONS),
        write(desk, session_id, language="en"),
    ]
    assert [one.version for one in written] == [1, 2, 1, 1]
    names = [one.file_name for one in written]
    assert names[0] == "2021-04-22 Samtaleflip 3 Nordby Kommune referat.docx"
    assert names[1] == "2021-04-22 Samtaleflip 3 Nordby Kommune referat udkast 2.docx"
    assert len(set(names)) == 4


def test_writing_is_no_step_that_undo_takes_back(desk: Desk, session_id: SessionId) -> None:
    write(desk, session_id)
    assert desk.history.undo_label is None


def test_change_after_preparing_does_not_reach_the_document(
    desk: Desk, session_id: SessionId
) -> None:
    snapshot = desk.minutes.prepare(session_id, Audience.PARTICIPANTS)
    note = desk.base.reflections.of_session(session_id)[0]
    desk.capturing.change(note, text="Senere ord.")
    assert "Senere ord." not in repr(snapshot)


def test_same_version_is_not_stored_twice(desk: Desk, session_id: SessionId) -> None:
    snapshot = desk.minutes.prepare(session_id, Audience.PARTICIPANTS)
    document = desk.minutes.render(snapshot)
    desk.minutes.store(snapshot, document)
    with pytest.raises(KnownError, match=r"\.$"):
        desk.minutes.store(snapshot, document)
    assert len(desk.base.minutes.of_session(session_id)) == 1


def test_export_gives_the_kept_bytes(desk: Desk, session_id: SessionId, tmp_path: Path) -> None:
    minutes = write(desk, session_id)
    path = desk.minutes.place(minutes.id, tmp_path)
    desk.minutes.export(minutes.id, path)
    assert path == tmp_path / minutes.file_name
    assert path.read_bytes() == desk.base.minutes.document(minutes.id)


def test_place_is_free_or_holds_this_very_version(
    desk: Desk, session_id: SessionId, tmp_path: Path
) -> None:
    minutes = write(desk, session_id)
    own = tmp_path / minutes.file_name
    own.write_bytes(b"somebody's own text")
    other = desk.minutes.place(minutes.id, tmp_path)
    assert other.name == "2021-04-22 Samtaleflip 3 Nordby Kommune referat (2).docx"
    desk.minutes.export(minutes.id, other)
    assert desk.minutes.place(minutes.id, tmp_path) == other
    assert own.read_bytes() == b"somebody's own text"


def test_folder_for_documents_is_made_where_there_is_none(
    desk: Desk, session_id: SessionId, tmp_path: Path
) -> None:
    minutes = write(desk, session_id)
    path = desk.minutes.place(minutes.id, tmp_path / "hjem" / "Dokumenter")
    desk.minutes.export(minutes.id, path)
    assert path.exists()


def test_folder_that_is_gone_is_one_clear_sentence(
    desk: Desk, session_id: SessionId, tmp_path: Path
) -> None:
    minutes = write(desk, session_id)
    with pytest.raises(KnownError, match="borte"):
        desk.minutes.export(minutes.id, tmp_path / "borte" / "referat.docx")
