"""A machine draft grows piece by piece and goes on where it was."""

from dataclasses import replace
from pathlib import Path

import pytest

from flipdesk.domain.clock import SystemClock
from flipdesk.domain.ids import SessionId
from flipdesk.domain.recording import Recording
from flipdesk.domain.said import Said
from flipdesk.domain.transcript import TranscriptKind
from flipdesk.domain.vocabulary import Audience
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from flipdesk.services.hearing import Far, Hearing, to_hear
from tests.ui.rooms.compile.listening_room import loud, stored_recording

MADE_WITH = "faster-whisper, whisper-base"


@pytest.fixture
def recording(desk: Desk, session_id: SessionId) -> Recording:
    return stored_recording(desk.base, session_id, [(0, loud(300_000))])[0]


@pytest.fixture
def hearing(desk: Desk, session_id: SessionId) -> Hearing:
    return Hearing(desk.base, SystemClock())


def test_grows_and_goes_on_where_it_was(
    desk: Desk, session_id: SessionId, recording: Recording, hearing: Hearing
) -> None:
    chosen = hearing.recording(session_id)
    assert chosen.id == recording.id
    draft, _changes = hearing.begin(chosen, MADE_WITH)
    pieces = to_hear(hearing.plan(draft.id))
    assert len(pieces) > 2
    hearing.keep(draft.id, pieces[0], [Said(1_000, 2_000, "Et"), Said(2_000, 4_000, "To")])
    again, _changes = hearing.begin(hearing.recording(session_id), MADE_WITH)
    assert again.id == draft.id
    assert to_hear(hearing.plan(again.id)) == pieces[1:]
    for piece in pieces[1:]:
        hearing.keep(draft.id, piece, [Said(piece[0], piece[1], "Mere")])
    hearing.finish(draft.id)
    kept = desk.base.transcripts.get(draft.id)
    assert kept is not None
    assert (kept.kind, kept.is_unfinished) == (TranscriptKind.MACHINE_DRAFT, False)
    segments = desk.base.transcript_segments.of_transcript(draft.id)
    assert [one.text for one in segments] == ["Et", "To"] + ["Mere"] * (len(pieces) - 1)
    with pytest.raises(KnownError, match="allerede skrevet ned"):
        hearing.recording(session_id)


def test_never_hears_twice_though_its_place_is_an_older_one(
    desk: Desk, session_id: SessionId, recording: Recording, hearing: Hearing
) -> None:
    draft, _changes = hearing.begin(recording, MADE_WITH)
    piece = to_hear(hearing.plan(draft.id))[0]
    hearing.keep(draft.id, piece, [Said(0, piece[1], "Hørt")])
    desk.base.transcripts.save(replace(draft, heard_to_ms=0))
    assert hearing.plan(draft.id).from_ms == piece[1]


def test_other_model_goes_on_and_is_named(recording: Recording, hearing: Hearing) -> None:
    draft, _changes = hearing.begin(recording, MADE_WITH)
    again, _changes = hearing.begin(recording, "faster-whisper, whisper-large")
    assert again.id == draft.id
    assert again.made_with == "faster-whisper, whisper-base; faster-whisper, whisper-large"


def test_nothing_to_hear_is_told(desk: Desk, session_id: SessionId, hearing: Hearing) -> None:
    with pytest.raises(KnownError, match="ingen optagelse"):
        hearing.recording(session_id)
    made, _changes = stored_recording(desk.base, session_id, [(0, loud(2_000))])
    desk.base.recordings.save(replace(made, stopped=None))
    with pytest.raises(KnownError, match="bliver optaget"):
        hearing.recording(session_id)


def test_draft_deleted_meanwhile_stays_deleted(
    desk: Desk, session_id: SessionId, recording: Recording, hearing: Hearing
) -> None:
    draft, _changes = hearing.begin(recording, MADE_WITH)
    desk.transcripts.delete(draft.id)
    assert not hearing.keep(draft.id, (0, 1_000), [Said(0, 1_000, "For sent")])
    assert not hearing.finish(draft.id)
    assert hearing.heard_to(draft.id) is None


def test_draft_enters_no_minutes(
    desk: Desk, session_id: SessionId, recording: Recording, hearing: Hearing
) -> None:
    before = {one: desk.minutes.prepare(session_id, one) for one in Audience}
    draft, _changes = hearing.begin(recording, MADE_WITH)
    hearing.keep(draft.id, (0, 9_000), [Said(0, 9_000, "Zebraen er i rummet")])
    for audience, snapshot in before.items():
        after = desk.minutes.prepare(session_id, audience)
        assert (after.items, after.sections) == (snapshot.items, snapshot.sections)
        assert b"Zebraen" not in desk.minutes.render(after)


def test_silenced_stretch_is_not_heard(
    desk: Desk, session_id: SessionId, recording: Recording, hearing: Hearing
) -> None:
    draft, _changes = hearing.begin(recording, MADE_WITH)
    plan = replace(hearing.plan(draft.id), silenced=((10_000, 290_000),))
    assert [one[0] for one in to_hear(plan)] == [0, 290_000]


def test_folder_that_is_gone_is_told(
    recording: Recording, hearing: Hearing, tmp_path: Path
) -> None:
    draft, _changes = hearing.begin(recording, MADE_WITH)
    with pytest.raises(KnownError):
        to_hear(replace(hearing.plan(draft.id), folder=tmp_path / "væk"))


def test_how_far_it_is() -> None:
    far = Far([(0, 100), (200, 500)])
    assert [far.at((0, 100), 0), far.at((0, 100), 1), far.at((200, 500), 0.5)] == [0, 0.25, 0.625]
