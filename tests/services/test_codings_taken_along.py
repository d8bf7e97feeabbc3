"""What researchers have coded goes along: at its words, in its sound, with coders and memos."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flipdesk.domain.coding import Coder, Coding, Memo
from flipdesk.domain.ids import CoderId, CodingId, MemoId, SessionId, new_guid
from flipdesk.domain.participant import Consent
from flipdesk.domain.research_project import ResearchProject
from flipdesk.domain.selection import Selection
from flipdesk.domain.transcript import TranscriptSegment
from flipdesk.domain.vocabulary import QuoteConsent, RecordingConsent
from flipdesk.exchange.refi.read_project import read_package
from flipdesk.services.desk import Desk
from flipdesk.services.research_export import project_file
from flipdesk.services.shared_reader import Terms
from flipdesk.services.sharing import Sharing
from tests.helpers.nordby import nordby
from tests.helpers.refi import needs_schemas, project_xml, refused
from tests.helpers.transcripts import segments, stored, transcript
from tests.services.test_research_export import give_everybody, record_a_second

MADE = datetime(2026, 11, 20, 9, tzinfo=UTC)
KAREN = Coder(CoderId("0000abcd-1111-4111-8111-111111111111"), "Karen Koder", "KK")
EVERYTHING = Terms(with_transcripts=True, with_codings=True)


@pytest.fixture
def held(desk: Desk) -> SessionId:
    """Return a session in which the first reflection names Mette Holm, with a recording."""
    session_id = desk.files.take_in(nordby(), "eksempel").session_id
    give_everybody(desk, session_id, Consent(RecordingConsent.GIVEN, QuoteConsent.ROLE))
    (first, *_rest) = desk.base.reflections.of_session(session_id)
    desk.base.reflections.save(replace(first, text="Mette Holm så 👍 borgeren først", at_ms=2_000))
    desk.base.coders.add(KAREN)
    record_a_second(desk, session_id)
    return session_id


@pytest.fixture
def line(desk: Desk, held: SessionId) -> TranscriptSegment:
    made = transcript(held)
    (somebody, *_rest) = desk.base.participants.of_session(held)
    (piece,) = segments(made, (1_000, 2_000, "S0", "Vi prøver det igen i morgen"))
    piece = replace(piece, speaker_id=somebody.id)
    stored(desk.base, made, [piece])
    return piece


def code(
    desk: Desk, session_id: SessionId, text: str = "", words: str = "", **on: object
) -> Coding:
    """Code some words of a text, or the whole of it, as Samtale."""
    start = text.index(words) if words else None
    made = Coding(
        id=CodingId(new_guid()),
        session_id=session_id,
        position=desk.base.codings.next_position(session_id),
        coder_id=KAREN.id,
        axis="potentials",
        code="samtale",
        made=MADE,
        start_at=start,
        end_at=None if start is None else start + len(words),
        quote=words,
        **on,  # type: ignore[arg-type]
    )
    desk.base.codings.add(made)
    return made


def remark(desk: Desk, session_id: SessionId, text: str, **about: object) -> Memo:
    position = desk.base.memos.next_position(session_id)
    made = Memo(MemoId(new_guid()), session_id, position, KAREN.id, text, MADE, **about)  # type: ignore[arg-type]
    desk.base.memos.add(made)
    return made


def taken(desk: Desk, tmp_path: Path, *, sound: bool = False) -> ResearchProject:
    sessions = Sharing(desk.base, desk.clock).share_all(Selection(), EVERYTHING)
    ready = project_file(desk.base, sessions, desk.clock.now(), with_sound=sound)
    assert ready.write(tmp_path / "p.qdpx")
    data = (tmp_path / "p.qdpx").read_bytes()
    if not needs_schemas.args[0]:
        assert refused(project_xml(data), "Project") == []
    assert read_package(data) == ready.project
    return ready.project


def test_words_stand_behind_the_pseudonym(desk: Desk, held: SessionId, tmp_path: Path) -> None:
    (note, *_rest) = desk.base.reflections.of_session(held)
    words = code(desk, held, note.text, "👍 borgeren", reflection_id=note.id)
    name = code(desk, held, note.text, "Holm så", reflection_id=note.id)
    whole = code(desk, held, reflection_id=note.id)
    project = taken(desk, tmp_path)
    (text,) = project.texts
    found = {
        coding.id: text.text[one.start : one.end]
        for one in text.selections
        for coding in one.codings
    }
    assert found[words.id] == "👍 borgeren"
    assert found[name.id].endswith(" så")
    assert "Holm" not in found[name.id]
    assert found[whole.id].startswith(found[name.id])
    assert [one.name for one in project.coders] == ["FlipDesk", "Koder 0000"]


def test_lines_and_sound_are_coded_where_they_are_heard(
    desk: Desk, held: SessionId, line: TranscriptSegment, tmp_path: Path
) -> None:
    words = code(desk, held, line.text, "det igen", segment_id=line.id)
    heard = code(desk, held, from_ms=500, to_ms=1_500)
    quiet = taken(desk, tmp_path)
    loose = next(one for one in quiet.texts if one.id == line.transcript_id)
    (span,) = loose.selections
    assert (span.codings[0].id, loose.text[span.start : span.end]) == (words.id, "det igen")
    assert heard.id not in {one.id for one in quiet.codings()}
    assert "Udeladte kodninger: 1." in quiet.description
    (sound,) = taken(desk, tmp_path, sound=True).sounds
    (passage,) = (one for one in sound.selections if one.codings[0].id == heard.id)
    assert (passage.from_ms, passage.to_ms) == (500, 1_500)
    (written,) = sound.transcripts
    (synced,) = written.selections
    points = {one.id: one for one in written.sync_points}
    assert synced.from_sync is not None
    assert synced.to_sync is not None
    start, end = points[synced.from_sync], points[synced.to_sync]
    assert written.text[start.position : end.position] == "det igen"
    assert 1_000 < start.at_ms < end.at_ms < 2_000
    assert [one.at_ms for one in written.sync_points] == sorted(
        one.at_ms for one in written.sync_points
    )


def test_memos_go_along_with_what_they_are_about(
    desk: Desk, held: SessionId, line: TranscriptSegment, tmp_path: Path
) -> None:
    (note, *_rest) = desk.base.reflections.of_session(held)
    coding = code(desk, held, reflection_id=note.id)
    on_coding = remark(desk, held, "Tvivl om Mette Holm", coding_id=coding.id)
    on_note = remark(desk, held, "Godt", reflection_id=note.id)
    on_line = remark(desk, held, "Hør igen", segment_id=line.id)
    on_code = remark(desk, held, "Hvad er samtale?", axis="potentials", code="samtale")
    on_all = remark(desk, held, "Om hele dagen")
    project = taken(desk, tmp_path)
    assert "Mette" not in " ".join(one.text for one in project.memos)
    assert len({one.name for one in project.memos}) == 5
    (made,) = (one for one in project.codings() if one.id == coding.id)
    assert made.memo_ids == (on_coding.id,)
    selections = {one.id: one for text in project.texts for one in text.selections}
    assert selections[note.id].memo_ids == (on_note.id,)
    assert any(one.memo_ids == (on_line.id,) for one in selections.values())
    assert any(one.memo_ids == (on_code.id,) for one in project.codes)
    assert project.sets[0].memo_ids == (on_all.id,)


def test_what_stays_takes_its_codings_with_it(
    desk: Desk, held: SessionId, line: TranscriptSegment, tmp_path: Path
) -> None:
    (note, *_rest) = desk.base.reflections.of_session(held)
    coding = code(desk, held, reflection_id=note.id)
    remark(desk, held, "Om det, der bliver her", coding_id=coding.id)
    code(desk, held, line.text, "igen", segment_id=line.id)
    give_everybody(desk, held, Consent(RecordingConsent.WITHDRAWN))
    project = taken(desk, tmp_path)
    assert coding.id not in {one.id for one in project.codings()}
    assert project.memos == ()
    assert "Udeladte kodninger: 2." in project.description
