"""Nothing that others read leaves before the gate: digest, transcript, program and calendar."""

from dataclasses import replace
from pathlib import Path

import pytest

from flipdesk.domain.concern import Fix, PlaceKind
from flipdesk.domain.ids import RecordingId, SessionId, new_guid
from flipdesk.domain.kept_trace import KeepReason
from flipdesk.domain.paper import PaperKind
from flipdesk.domain.recording import Recording
from flipdesk.domain.trace import TraceKind
from flipdesk.domain.vocabulary import Audience
from flipdesk.services.desk import Desk
from flipdesk.services.gate import NotClearedError
from flipdesk.services.passage_export import PASSAGE_READERS
from flipdesk.services.samples import add_samples
from flipdesk.services.session_contents import contents
from flipdesk.services.session_file import FILE_READERS
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


def test_titles_in_a_digest_wait_and_are_put_right_where_they_are_stored(desk: Desk) -> None:
    add_samples(desk.base, desk.clock)
    series = next(one for one in desk.base.series.all() if "Nordby" in one.title)
    first = desk.base.record(desk.digests.sessions(series.id)[0])
    desk.base.sessions.save(replace(first.session, title="Om 070761-4285"))
    with pytest.raises(NotClearedError) as refused:
        desk.digests.prepare(series.id)
    (concern,) = {one.place.key: one for one in refused.value.concerns}.values()
    assert concern.place.kind is PlaceKind.SESSION
    desk.gate_fixes.apply_all(first.session.id, refused.value.concerns, Fix.BLANK, "da")
    assert "070761-4285" not in str(desk.digests.prepare(series.id).snapshot)


def test_the_name_of_a_series_can_only_be_kept(desk: Desk, sample: SessionId) -> None:
    series = desk.base.record(sample).series
    desk.base.series.save(replace(series, title="Forløb 070761-4285"))
    with pytest.raises(NotClearedError) as refused:
        desk.digests.prepare(series.id)
    assert {one.fixes for one in refused.value.concerns} == {()}
    desk.gate.keep_all(sample, Audience.RESEARCHERS, refused.value.concerns, KeepReason.NOBODY)
    assert desk.digests.prepare(series.id).snapshot.name == "Forløb 070761-4285"


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
    concerns = desk.gate.concerns_about(desk.transcript_export.ready(made.id).leaving)
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


@pytest.mark.parametrize("field", ["title", "purpose", "how", "plan_b", "materials"])
def test_a_run_sheet_waits_for_a_citizen_and_is_put_right_where_it_is_planned(
    desk: Desk, sample: SessionId, field: str
) -> None:
    item = desk.base.record(sample).agenda[2]
    text = "Klippet med borgeren Fatima, ring på 23 45 67 89"
    planned = {field: (text,) if field == "materials" else text}
    desk.base.agenda.save(replace(item, **planned))  # type: ignore[arg-type]
    with pytest.raises(NotClearedError) as refused:
        desk.papers.prepare(PaperKind.RUN_SHEET, sample)
    assert kinds(refused) == {TraceKind.LIKELY_NAME}
    (concern,) = refused.value.concerns
    assert concern.place.key == item.id
    desk.gate_fixes.apply(sample, concern, Fix.CITIZEN, "da")
    whole = str(desk.papers.prepare(PaperKind.RUN_SHEET, sample).paper)
    assert "Klippet med borgeren, ring på 23 45 67 89" in whole


def test_every_sample_lets_its_papers_and_its_file_leave(desk: Desk, tmp_path: Path) -> None:
    add_samples(desk.base, desk.clock)
    for session in desk.base.sessions.all():
        for kind in (PaperKind.PROGRAM, PaperKind.RUN_SHEET):
            assert desk.papers.prepare(kind, session.id).paper.blocks
        assert desk.files.export(session.id, tmp_path).is_file()


@pytest.mark.parametrize("who", ["stranger", "participant"])
def test_a_session_file_asks_about_those_who_were_not_there(
    desk: Desk, sample: SessionId, tmp_path: Path, who: str
) -> None:
    add_samples(desk.base, desk.clock)
    record = desk.base.record(sample)
    here = {one.person_id for one in record.participants}
    stranger = next(one.name for one in desk.base.people.all() if one.id not in here)
    name = stranger if who == "stranger" else record.participants[0].name
    desk.base.reflections.save(replace(record.reflections[0], text=f"Det ved {name}."))
    path = tmp_path / "x.flip.json"
    if who == "participant":
        assert desk.files.export(sample, path) == path
        return
    with pytest.raises(NotClearedError) as refused:
        desk.files.export(sample, path)
    assert kinds(refused) == {TraceKind.NAME}
    assert refused.value.concerns[0].fixes == (Fix.COLLEAGUE, Fix.BLANK)
    assert not path.exists()
    assert desk.files.export(sample, path, knowingly=True) == path


def test_a_session_file_asks_about_everything_that_goes_along(
    desk: Desk, sample: SessionId, tmp_path: Path
) -> None:
    note = desk.base.record(sample).reflections[0]
    desk.base.reflections.save(replace(note, text="Hun har 070761-4285."))
    desk.texts.save(replace(note, text="Hun har et nummer."))
    made = transcript(sample)
    (piece,) = segments(made, (0, 900, "Fatima", "Ring til borgeren Fatima på 23 45 67 89."))
    stored(desk.base, made, (piece,))
    with pytest.raises(NotClearedError) as refused:
        desk.files.export(sample, tmp_path)
    assert kinds(refused) == {TraceKind.CPR, TraceKind.PHONE, TraceKind.LIKELY_NAME}
    # Of a segment the words can be put right, of what was put right before they cannot.
    for one in refused.value.concerns:
        is_segment = one.place.kind is PlaceKind.SEGMENT
        assert (Fix.BLANK in one.fixes) is is_segment
    told = contents(desk.base.whole_record(sample))
    assert "1 tidligere ordlyd, med det, der er rettet siden." in told
    assert "1 afsnit af transskriptioner, ord for ord." in told
    desk.gate.keep_all(sample, FILE_READERS, refused.value.concerns, KeepReason.AGREED)
    assert desk.files.export(sample, tmp_path).is_file()


def test_deleting_a_session_keeps_its_file_whatever_stands_in_it(
    desk: Desk, sample: SessionId
) -> None:
    note = desk.base.record(sample).reflections[0]
    desk.base.reflections.save(replace(note, text="Hun har 070761-4285."))
    assert "070761-4285" in desk.files.delete(sample).copy.read_text("utf-8")


def test_a_passage_waits_for_what_is_said_in_it(desk: Desk, sample: SessionId) -> None:
    record = desk.base.record(sample)
    started = record.session.starts
    sound = Recording(RecordingId(new_guid()), sample, "recordings/x", "mik", 48_000, 1, started)
    desk.base.recordings.add(sound)
    turn = next(one for one in record.turns if (one.to_ms or 0) - one.from_ms > 30_000)
    begins, ends = turn.from_ms + 1_000, turn.from_ms + 20_000
    made = transcript(sample)
    said = segments(
        made,
        (begins + 2_000, begins + 4_000, "", "Borgeren Fatima har 070761-4285."),
        (ends + 1, ends + 900, "", "Ring på 23 45 67 89."),
    )
    stored(desk.base, made, said)
    with pytest.raises(NotClearedError) as refused:
        desk.passage_exports.prepare(sample, begins, ends)
    assert kinds(refused) == {TraceKind.CPR, TraceKind.LIKELY_NAME}
    assert all(one.fixes == () for one in refused.value.concerns)
    desk.passage_exports.prepare(sample, begins, begins + 1_900)
    desk.gate.keep_all(sample, PASSAGE_READERS, refused.value.concerns, KeepReason.AGREED)
    assert desk.passage_exports.prepare(sample, begins, ends).to_ms == ends


def test_a_segment_is_put_right_where_it_stands(desk: Desk, sample: SessionId) -> None:
    made = transcript(sample)
    turn = desk.base.turns.of_session(sample)[0]
    (piece,) = segments(made, (turn.from_ms, turn.from_ms + 900, "", "Hun har 070761-4285 her."))
    stored(desk.base, made, (replace(piece, speaker_id=turn.speaker_id),))
    coder, _step = desk.coding.coder("Anna Lund")
    desk.coding.code_segment(coder, piece.id, "potentials", "samtale", 20, 23)
    with pytest.raises(NotClearedError) as refused:
        desk.transcript_export.export(made.id, TranscriptForm.TEXT)
    (concern,) = refused.value.concerns
    desk.gate_fixes.apply(sample, concern, Fix.BLANK, "da")
    fixed = desk.base.transcript_segments.get(piece.id)
    assert fixed is not None
    assert (fixed.text, fixed.came_as) == ("Hun har [CPR-nummer] her.", "Hun har 070761-4285 her.")
    (coding,) = desk.base.codings.of_session(sample)
    start, end = coding.span_in(fixed.text)
    assert fixed.text[start:end] == "her"
    assert "[CPR-nummer]" in desk.transcript_export.export(made.id, TranscriptForm.TEXT).text


def test_what_was_kept_for_participants_stays_in_their_program(
    desk: Desk, sample: SessionId
) -> None:
    session = desk.base.record(sample).session
    desk.base.sessions.save(replace(session, purpose="Vi hører om 070761-4285"))
    concerns = desk.gate.concerns(desk.minutes.prepare(sample, Audience.PARTICIPANTS))
    desk.gate.keep_all(sample, Audience.PARTICIPANTS, concerns, KeepReason.NOBODY)
    assert desk.papers.prepare(PaperKind.PROGRAM, sample).paper.blocks
    assert desk.papers.calendar(sample).entries
