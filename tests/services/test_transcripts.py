"""A transcript is taken in, put in its place, corrected, and made reflections of."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flipdesk.domain.ids import RecordingId, SegmentId, SessionId, new_guid
from flipdesk.domain.recording import Recording, Segment
from flipdesk.domain.reflection import Marker
from flipdesk.domain.transcript import Transcript, TranscriptSegment
from flipdesk.domain.vocabulary import ReflectionKind
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from flipdesk.services.transcript_import import ReadTranscript, TranscriptImport, TranscriptPlace
from tests.exchange.transcripts.samples import WEBVTT
from tests.helpers.nordby import nordby
from tests.helpers.transcripts import many, segments, stored, transcript

STARTED = datetime(2021, 4, 22, 7, 30, tzinfo=UTC)


@pytest.fixture
def held(desk: Desk) -> SessionId:
    return desk.files.take_in(nordby(), "eksempel").session_id


def read(text: str = WEBVTT, name: str = "formiddag.vtt") -> ReadTranscript:
    return TranscriptImport.read(text.encode(), name)


def recorded(desk: Desk, session_id: SessionId, source: str = "", first: int = 0) -> Recording:
    recording_id = RecordingId(new_guid())
    pieces = (Segment(SegmentId(new_guid()), recording_id, "0001.wav", first, 48_000),)
    made = Recording(
        recording_id, session_id, "recordings/x", "", 48_000, 1, STARTED, samples=first + 48_000,
        segments=pieces, source=source,
    )  # fmt: skip
    desk.base.recordings.add(made)
    return made


def here(desk: Desk, owner: Transcript) -> tuple[TranscriptSegment, ...]:
    return desk.base.transcript_segments.of_transcript(owner.id)


def test_file_is_stored_at_its_place_and_only_once(desk: Desk, held: SessionId) -> None:
    made = desk.transcript_import.store(held, read(), TranscriptPlace(60_000))
    owner = made.transcript
    assert (owner.name, owner.file_name, owner.language) == ("formiddag", "formiddag.vtt", "da")
    assert [(one.from_ms, one.to_ms, one.speaker_label) for one in here(desk, owner)] == [
        (61_000, 64_500, "Mette Holm"), (65_000, 67_250, "Åse Bjerre"),
    ]  # fmt: skip
    assert desk.base.record(held).transcripts == (owner,)
    with pytest.raises(KnownError, match="formiddag"):
        desk.transcript_import.store(held, read(), TranscriptPlace(0))
    desk.history.record(made.step)
    desk.history.undo()
    assert desk.base.record(held).transcripts == ()


def test_what_lies_before_the_session_stands_at_its_zero_and_is_told(
    desk: Desk, held: SessionId
) -> None:
    made = desk.transcript_import.store(held, read(), TranscriptPlace(-4_900))
    assert [(one.from_ms, one.to_ms) for one in here(desk, made.transcript)] == [
        (0, 0), (100, 2_350),
    ]  # fmt: skip
    assert len(made.notes) == 1
    desk.transcripts.delete(made.transcript.id)
    with pytest.raises(KnownError):
        desk.transcript_import.store(held, read(), TranscriptPlace(-7_250))


def test_place_follows_the_recording_the_clock_or_a_marker(desk: Desk, held: SessionId) -> None:
    imports = desk.transcript_import
    own = recorded(desk, held)
    assert imports.proposed_place(held, read()) == TranscriptPlace(0, own)
    other = recorded(desk, held, source="formiddag.mp3", first=96_000)
    assert imports.proposed_place(held, read()) == TranscriptPlace(2_000, other)
    assert imports.at_clock(held, STARTED + timedelta(minutes=2)).offset_ms == 120_000
    local = datetime(2021, 4, 22, 9, 29)
    assert imports.at_clock(held, local).offset_ms == -60_000
    marker = desk.base.markers.of_session(held)[0]
    assert marker.at_ms is not None
    assert imports.at_marker(held, marker, 1_000).offset_ms == marker.at_ms - 1_000
    with pytest.raises(KnownError):
        imports.at_clock(held, STARTED + timedelta(days=3))
    with pytest.raises(KnownError):
        imports.at_marker(held, Marker(marker.id, held, 0), 0)


def test_split_and_join_keep_the_order_also_within_one_moment(desk: Desk, held: SessionId) -> None:
    owner = transcript(held)
    pieces = segments(owner, (5, 5, "", "et to"), (5, 5, "", "tre"), (5, 9, "", "fire fem"))
    stored(desk.base, owner, pieces)
    split = desk.transcripts.split(pieces[0].id, 2)
    assert [one.text for one in here(desk, owner)] == ["et", "to", "tre", "fire fem"]
    desk.transcripts.split(pieces[2].id, 5)
    assert [one.text for one in here(desk, owner)] == ["et", "to", "tre", "fire", "fem"]
    note = desk.base.reflections.of_session(held)[0]
    desk.base.reflections.save(replace(note, segment_id=pieces[1].id))
    desk.transcripts.join(pieces[1].id)
    assert [one.text for one in here(desk, owner)] == ["et", "to tre", "fire", "fem"]
    moved = desk.base.reflections.get(note.id)
    assert moved is not None
    assert moved.segment_id == here(desk, owner)[1].id
    assert not desk.transcripts.join(here(desk, owner)[0].id).changes
    assert not desk.transcripts.split(here(desk, owner)[0].id, 0).changes
    assert split.changes


def test_split_of_a_text_that_is_being_written(desk: Desk, held: SessionId) -> None:
    owner = transcript(held)
    (piece,) = segments(owner, (0, 10_000, "S1", "Vi gribe det. Altså ja."))
    stored(desk.base, owner, (piece,))
    desk.transcripts.split(piece.id, 17, "Vi  griber det.  Altså ja.")
    assert [(one.text, one.came_as) for one in here(desk, owner)] == [
        ("Vi griber det.", "Vi gribe det."), ("Altså ja.", "Altså ja."),
    ]  # fmt: skip
    desk.transcripts.restore(piece.id)
    assert here(desk, owner)[0].text == "Vi gribe det."


@pytest.mark.parametrize("at", [0, 13])
def test_split_at_an_end_and_join_of_the_first_store_what_is_being_written(
    desk: Desk, held: SessionId, at: int
) -> None:
    owner = transcript(held)
    (piece,) = segments(owner, (0, 10_000, "S1", "Vi gribe det."))
    stored(desk.base, owner, (piece,))
    desk.transcripts.split(piece.id, at, "Vi griber det")
    assert [(one.text, one.came_as) for one in here(desk, owner)] == [
        ("Vi griber det", "Vi gribe det.")
    ]
    desk.transcripts.join(piece.id, "Vi griber den")
    assert [one.text for one in here(desk, owner)] == ["Vi griber den"]


def test_moving_moves_everything_and_a_recording_gap_stays_empty(
    desk: Desk, held: SessionId
) -> None:
    owner = transcript(held)
    stored(desk.base, owner, segments(owner, (0, 900, "", "et"), (9_000, 9_900, "", "to")))
    desk.transcripts.move(owner.id, 1_000)
    assert [(one.from_ms, one.to_ms) for one in here(desk, owner)] == [
        (1_000, 1_900), (10_000, 10_900),
    ]  # fmt: skip
    with pytest.raises(KnownError):
        desk.transcripts.move(owner.id, -9_900)


def test_turns_propose_and_one_step_accepts_all(desk: Desk, held: SessionId) -> None:
    owner = transcript(held)
    stored(desk.base, owner, many(owner, 2_000))
    proposals = desk.transcript_speakers.proposals(owner.id)
    turns = desk.base.turns.of_session(held)
    assert set(proposals.values()) == {one.speaker_id for one in turns}
    step = desk.transcript_speakers.accept(owner.id)
    assert len(step.changes.rows) == len(proposals) > 100
    assert not desk.transcript_speakers.proposals(owner.id)
    found = {one.id: one.speaker_id for one in here(desk, owner) if one.speaker_id}
    assert found == proposals


def test_label_is_somebody_everywhere(desk: Desk, held: SessionId) -> None:
    owner = transcript(held)
    stored(
        desk.base, owner, segments(owner, (0, 1, "S0", "a"), (1, 2, "S1", "b"), (2, 3, "S0", "c"))
    )
    mette = next(one for one in desk.base.participants.of_session(held) if one.initials == "MH")
    step = desk.transcript_speakers.set_label(owner.id, "S0", mette.id)
    assert "Mette Holm" in step.label
    assert [one.speaker_id for one in here(desk, owner)] == [mette.id, None, mette.id]


def test_reflection_has_moment_speaker_item_and_segment(desk: Desk, held: SessionId) -> None:
    owner = transcript(held)
    mette = next(one for one in desk.base.participants.of_session(held) if one.initials == "MH")
    (piece,) = segments(owner, (2_400_000, 2_410_000, "S0", "Vi griber det. Altså ja."))
    stored(desk.base, owner, (replace(piece, speaker_id=mette.id),))
    before = {one.id for one in desk.base.reflections.of_session(held)}
    desk.transcripts.reflect(piece.id, "Altså ja.", 15)
    (made,) = [one for one in desk.base.reflections.of_session(held) if one.id not in before]
    assert (made.text, made.kind, made.at_ms) == ("Altså ja.", ReflectionKind.QUOTE, 2_406_250)
    assert (made.speaker_id, made.segment_id) == (mette.id, piece.id)
    item = desk.base.record(held).agenda_item(made.agenda_item_id)
    assert item is not None
    assert item.title == "Supplement fra praksis"
    with pytest.raises(KnownError):
        desk.transcripts.reflect(piece.id, "  ")
