"""Nothing that others read leaves before the gate: digest, transcript, program and calendar."""

from dataclasses import replace

import pytest

from flipdesk.domain.ids import SessionId
from flipdesk.domain.kept_trace import KeepReason
from flipdesk.domain.paper import PaperKind
from flipdesk.domain.trace import TraceKind
from flipdesk.domain.vocabulary import Audience
from flipdesk.services.desk import Desk
from flipdesk.services.gate import NotClearedError
from flipdesk.services.samples import add_samples
from flipdesk.services.transcript_export import TRANSCRIPT_READERS, TranscriptForm
from tests.helpers.nordby import nordby
from tests.helpers.transcripts import segments, stored, transcript


@pytest.fixture
def sample(desk: Desk) -> SessionId:
    return desk.files.take_in(nordby(), "eksempel").session_id


def kinds(refused: pytest.ExceptionInfo[NotClearedError]) -> set[TraceKind]:
    return {one.kind for one in refused.value.concerns}


def test_a_digest_waits_for_what_is_said_in_an_idea(desk: Desk, sample: SessionId) -> None:
    series = desk.base.record(sample).series
    said = "Ring til borgeren Fatima, 070761-4285"
    for one in desk.base.outcomes.of_session(sample):
        desk.base.outcomes.save(replace(one, text=said))
    with pytest.raises(NotClearedError) as refused:
        desk.digests.prepare(series.id)
    assert kinds(refused) == {TraceKind.CPR, TraceKind.LIKELY_NAME}
    assert "070761-4285" in refused.value.told()
    concerns = desk.gate.concerns(desk.minutes.prepare(sample, Audience.RESEARCHERS))
    desk.gate.keep_all(sample, Audience.RESEARCHERS, concerns, KeepReason.NOBODY)
    assert said in str(desk.digests.prepare(series.id).snapshot)
    for one in desk.base.outcomes.of_session(sample):
        desk.base.outcomes.save(replace(one, text=f"{said} og 070761-4285"))
    with pytest.raises(NotClearedError):
        desk.digests.prepare(series.id)


def test_a_name_from_outside_the_series_keeps_a_digest_back(desk: Desk) -> None:
    add_samples(desk.base, desk.clock)
    series = next(one for one in desk.base.series.all() if "Nordby" in one.title)
    sessions = desk.digests.sessions(series.id)
    here = {one.person_id for key in sessions for one in desk.base.participants.of_session(key)}
    stranger = next(one for one in desk.base.people.all() if one.id not in here)
    for one in [one for key in sessions for one in desk.base.outcomes.of_session(key)]:
        desk.base.outcomes.save(replace(one, text=f"Det gør {stranger.name}"))
    with pytest.raises(NotClearedError) as refused:
        desk.digests.prepare(series.id)
    assert kinds(refused) == {TraceKind.NAME}
    assert stranger.name in refused.value.told()


@pytest.mark.parametrize("form", list(TranscriptForm))
def test_a_transcript_waits_for_numbers_and_strangers(
    desk: Desk, sample: SessionId, form: TranscriptForm
) -> None:
    made = transcript(sample)
    turn = desk.base.turns.of_session(sample)[0]
    (piece,) = segments(
        made, (turn.from_ms, turn.from_ms + 900, "", "Borgeren Fatima har 070761-4285.")
    )
    stored(desk.base, made, (replace(piece, speaker_id=turn.speaker_id),))
    with pytest.raises(NotClearedError) as refused:
        desk.transcript_export.export(made.id, form)
    assert kinds(refused) == {TraceKind.CPR, TraceKind.LIKELY_NAME}
    assert all(one.place.key == piece.id and one.place.label for one in refused.value.concerns)
    concerns = desk.transcript_export.concerns(made.id)
    desk.gate.keep_all(sample, TRANSCRIPT_READERS, concerns, KeepReason.NOBODY)
    assert "070761-4285" in desk.transcript_export.export(made.id, form).text


@pytest.mark.parametrize("field", ["purpose", "contribution", "place"])
def test_a_program_waits_for_a_citizen_and_says_whom_to_call(
    desk: Desk, sample: SessionId, field: str
) -> None:
    session = desk.base.record(sample).session
    desk.base.sessions.save(replace(session, **{field: "Ring på 23 45 67 89"}))  # type: ignore[arg-type]
    assert desk.papers.prepare(PaperKind.PROGRAM, sample).paper.blocks
    assert desk.papers.calendar(sample).entries
    about = replace(session, **{field: "Vi hører om 070761-4285"})  # type: ignore[arg-type]
    desk.base.sessions.save(about)
    with pytest.raises(NotClearedError) as refused:
        desk.papers.prepare(PaperKind.PROGRAM, sample)
    assert kinds(refused) == {TraceKind.CPR}
    with pytest.raises(NotClearedError):
        desk.papers.calendar(sample)
    assert desk.papers.prepare(PaperKind.RUN_SHEET, sample).paper.blocks


def test_what_was_kept_for_participants_stays_in_their_program(
    desk: Desk, sample: SessionId
) -> None:
    session = desk.base.record(sample).session
    desk.base.sessions.save(replace(session, purpose="Vi hører om 070761-4285"))
    concerns = desk.gate.concerns(desk.minutes.prepare(sample, Audience.PARTICIPANTS))
    desk.gate.keep_all(sample, Audience.PARTICIPANTS, concerns, KeepReason.NOBODY)
    assert desk.papers.prepare(PaperKind.PROGRAM, sample).paper.blocks
    assert desk.papers.calendar(sample).entries
