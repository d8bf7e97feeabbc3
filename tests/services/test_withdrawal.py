"""Somebody withdraws: what they said is marked or silenced, and so is what they say from now on."""

from collections.abc import Callable

import pytest

from flipdesk.audio.clock import ManualClock as AudioClock
from flipdesk.audio.events import RecorderEvent
from flipdesk.audio.fake_recorder import FakeRecorder
from flipdesk.domain.changes import Step
from flipdesk.domain.ids import ParticipantId, PassageId, SessionId
from flipdesk.domain.participant import Consent
from flipdesk.domain.passage import PassageKind
from flipdesk.domain.passage_consent import END_MS, silenced
from flipdesk.domain.vocabulary import RecordingConsent
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from flipdesk.services.renewed_record import renewed
from flipdesk.services.session_recording import SessionRecording

MARKED, SILENT = PassageKind.WITHDRAWN, PassageKind.SILENCED


@pytest.fixture
def mette(desk: Desk, session_id: SessionId) -> ParticipantId:
    """Mette has spoken, Åse after her, and Mette has the floor again; then Mette withdraws."""
    mette, aase = (one.id for one in desk.base.participants.of_session(session_id))
    for speaker, at_ms in ((mette, 1_000), (aase, 4_000), (mette, 7_000)):
        desk.speaking.give(session_id, speaker, at_ms)
    answer(desk, mette, RecordingConsent.WITHDRAWN)
    return mette


def answer(desk: Desk, person: ParticipantId, consent: RecordingConsent) -> None:
    do(desk, desk.invitations.change(person, consent=Consent(recording=consent)))


def do(desk: Desk, step: Step) -> Step:
    desk.history.record(step)
    return step


def places(desk: Desk, session_id: SessionId) -> list[tuple[int, int, PassageKind]]:
    return [(one.from_ms, one.to_ms, one.kind) for one in desk.base.passages.of_session(session_id)]


def test_turns_so_far_are_marked_and_the_running_one_until_now(
    desk: Desk, session_id: SessionId, mette: ParticipantId
) -> None:
    before = desk.base.record(session_id)
    step = do(desk, desk.withdrawal.mark(mette, 9_000))
    assert places(desk, session_id) == [(1_000, 4_000, MARKED), (7_000, 9_000, MARKED)]
    assert {one.speaker_id for one in desk.base.passages.of_session(session_id)} == {mette}
    assert renewed(desk.base, before, step.changes) == desk.base.record(session_id)
    desk.history.undo()
    assert desk.base.record(session_id) == before
    desk.history.redo()
    assert places(desk, session_id) == [(1_000, 4_000, MARKED), (7_000, 9_000, MARKED)]


def test_turn_that_ends_later_is_silenced_to_its_end(
    desk: Desk, session_id: SessionId, mette: ParticipantId
) -> None:
    do(desk, desk.withdrawal.silence(mette, 9_000))
    assert silenced(desk.base.record(session_id)) == ((1_000, 4_000), (7_000, END_MS))
    do(desk, desk.speaking.give(session_id, None, 12_000))
    assert places(desk, session_id)[-1] == (7_000, 12_000, SILENT)
    assert silenced(desk.base.record(session_id)) == ((1_000, 4_000), (7_000, 12_000))
    desk.history.undo()
    assert places(desk, session_id)[-1] == (7_000, 9_000, SILENT)


def test_new_turn_of_the_same_person_is_silenced_by_itself(
    desk: Desk, session_id: SessionId, mette: ParticipantId
) -> None:
    do(desk, desk.withdrawal.silence(mette, 9_000))
    other = desk.base.participants.of_session(session_id)[1].id
    for speaker, at_ms in ((other, 12_000), (mette, 15_000), (None, 18_000)):
        do(desk, desk.speaking.give(session_id, speaker, at_ms))
    assert places(desk, session_id)[-1] == (15_000, 18_000, SILENT)
    assert len(places(desk, session_id)) == 3
    do(desk, desk.passages.note_speaker(session_id, mette, 20_000, 21_000))
    assert places(desk, session_id)[-1] == (20_000, 21_000, SILENT)


def test_nothing_said_yet_and_still_the_first_turn_is_silenced(
    desk: Desk, session_id: SessionId
) -> None:
    mette = desk.base.participants.of_session(session_id)[0].id
    answer(desk, mette, RecordingConsent.DECLINED)
    do(desk, desk.withdrawal.silence(mette))
    do(desk, desk.passages.note_speaker(session_id, mette, 20_000, 21_000))
    assert places(desk, session_id) == [(20_000, 21_000, SILENT)]


def test_recording_that_ends_ends_the_silence_with_the_turn(
    desk: Desk, session_id: SessionId
) -> None:
    mette = desk.base.participants.of_session(session_id)[0].id
    recorder = FakeRecorder(AudioClock(desk.clock.now()))
    recording = SessionRecording(desk.base, recorder, desk.clock)

    def note(event: RecorderEvent) -> None:
        recording.note(event)

    recorder.listen(note)
    recording.start(session_id)
    desk.speaking.give(session_id, mette, 0)
    answer(desk, mette, RecordingConsent.WITHDRAWN)
    step = do(desk, desk.withdrawal.silence(mette, 2_000))
    recorder.advance(5_000)
    recorder.stop()
    length_ms = desk.base.recordings.of_session(session_id)[0].length_ms
    assert places(desk, session_id) == [(0, length_ms, SILENT)]
    assert desk.history.undo_label == step.label
    desk.history.undo()
    assert places(desk, session_id) == []


def test_silence_can_become_a_mark(desk: Desk, session_id: SessionId, mette: ParticipantId) -> None:
    do(desk, desk.withdrawal.silence(mette, 9_000))
    do(desk, desk.withdrawal.mark(mette, 9_500))
    assert places(desk, session_id) == [(1_000, 4_000, MARKED), (7_000, 9_500, MARKED)]
    assert silenced(desk.base.record(session_id)) == ()


def test_closed_place_opens_only_when_consent_is_given_again(
    desk: Desk, session_id: SessionId, mette: ParticipantId
) -> None:
    do(desk, desk.withdrawal.silence(mette, 9_000))
    do(desk, desk.passages.add(session_id, 0, 500, "Åbningen"))
    closed = PassageId(desk.base.passages.of_session(session_id)[0].id)
    all_forbidden: tuple[Callable[[], Step], ...] = (
        lambda: desk.passages.remove(closed),
        lambda: desk.passages.change(closed, to_ms=1_001),
        lambda: desk.passages.change(closed, kind=PassageKind.EXCERPT),
    )
    for forbidden in all_forbidden:
        with pytest.raises(KnownError, match="Mette Holm må ikke optages"):
            forbidden()
    desk.passages.change(closed, title="Bageriet")
    answer(desk, mette, RecordingConsent.GIVEN)
    assert len(desk.withdrawal.passages_of(mette)) == 2
    do(desk, desk.withdrawal.take_back(mette))
    assert places(desk, session_id) == [(0, 500, PassageKind.EXCERPT)]
    do(desk, desk.speaking.give(session_id, None, 12_000))
    assert silenced(desk.base.record(session_id)) == ()
    for _step in range(2):
        desk.history.undo()
    assert len(desk.withdrawal.passages_of(mette)) == 2


def test_turns_of_one_who_consents_are_left_alone(desk: Desk, session_id: SessionId) -> None:
    mette = desk.base.participants.of_session(session_id)[0].id
    answer(desk, mette, RecordingConsent.GIVEN)
    do(desk, desk.speaking.give(session_id, mette, 0))
    do(desk, desk.speaking.give(session_id, None, 5_000))
    assert places(desk, session_id) == []
