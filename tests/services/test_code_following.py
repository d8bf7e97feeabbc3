"""Codings stay on their words through everything that can happen to a text, and undo is exact."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flipdesk.domain.changes import Step
from flipdesk.domain.coding import Coding
from flipdesk.domain.ids import CoderId, ReflectionId, SessionId, TranscriptSegmentId
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.vocabulary import OutcomeKind
from flipdesk.services.desk import Desk
from flipdesk.services.merging import Joint
from tests.helpers.nordby import nordby
from tests.helpers.rows import dump
from tests.helpers.transcripts import segments, stored, transcript

TEXT = "Vi prøver 👍 igen, og så skrider det nemt."


@pytest.fixture
def held(desk: Desk) -> SessionId:
    return desk.files.take_in(nordby(), "eksempel").session_id


@pytest.fixture
def anna(desk: Desk) -> CoderId:
    return desk.coding.coder("Anna Lund")[0]


def note_of(desk: Desk, session_id: SessionId, index: int, text: str) -> Reflection:
    note = replace(desk.base.reflections.of_session(session_id)[index], text=text)
    desk.base.reflections.save(note)
    return note


def coded(desk: Desk, anna: CoderId, note: Reflection, words: str | None) -> Coding:
    start = None if words is None else note.text.index(words)
    end = None if words is None or start is None else start + len(words)
    step = desk.coding.code_reflection(anna, note.id, "potentials", "samtale", start, end)
    coding = desk.base.codings.get(step.changes.ids("coding")[0])
    assert coding is not None
    return coding


def words(desk: Desk, coding_id: str) -> str:
    """Return the words a coding lies on now."""
    coding = desk.base.codings.get(coding_id)
    assert coding is not None
    if coding.segment_id is not None:
        segment = desk.base.transcript_segments.get(coding.segment_id)
        assert segment is not None
        text = segment.text
    else:
        store = desk.base.reflections if coding.reflection_id else desk.base.outcomes
        subject = store.get(coding.reflection_id or coding.outcome_id or "")
        assert subject is not None
        text = subject.text
    start, end = coding.span_in(text)
    assert 0 <= start <= end <= len(text)
    return text[start:end]


def undone(desk: Desk, do: Callable[[], Step]) -> Step:
    """Do something, undo it, see that all is as it was, and do it again."""
    before = dump(desk.base)
    step = do()
    after = dump(desk.base)
    desk.history.record(step)
    desk.history.undo()
    assert dump(desk.base) == before
    desk.history.redo()
    assert dump(desk.base) == after
    return step


def test_a_code_stays_on_its_words_when_the_note_is_rewritten(
    desk: Desk, held: SessionId, anna: CoderId
) -> None:
    note = note_of(desk, held, 0, TEXT)
    coding = coded(desk, anna, note, "👍 igen")
    whole = coded(desk, anna, note, None)
    lost = coded(desk, anna, note, "skrider")
    text = f"👍👍 Nu: {TEXT.replace('så skrider det nemt', 'det går godt')}"
    undone(desk, lambda: Step("skriv", desk.texts.rewrite(note, text)))
    assert words(desk, coding.id) == "👍 igen"
    assert words(desk, whole.id) == text
    gone = desk.base.codings.get(lost.id)
    assert gone is not None
    assert gone.has_lost_its_words
    assert gone.quote == "skrider"


def test_lost_words_are_found_again_by_hand(desk: Desk, held: SessionId, anna: CoderId) -> None:
    note = note_of(desk, held, 0, TEXT)
    coding = coded(desk, anna, note, "skrider")
    desk.texts.rewrite(note, "Drift æder udvikling.")
    desk.coding.move(coding.id, 6, 10)
    assert words(desk, coding.id) == "æder"


@pytest.mark.parametrize("joint", Joint)
def test_codes_go_into_a_merged_note_and_out_of_it_again(
    desk: Desk, held: SessionId, anna: CoderId, joint: Joint
) -> None:
    first = note_of(desk, held, 4, "  Vi prøver igen.")
    second = replace(
        note_of(desk, held, 5, "Det skrider nemt. "), speaker_id=first.speaker_id, kind=first.kind
    )
    desk.base.reflections.save(second)
    one = coded(desk, anna, first, "prøver")
    other = coded(desk, anna, second, "skrider nemt")
    whole = coded(desk, anna, second, None)
    memo = desk.memos.on_reflection(anna, second.id, "Husk")
    merged_id = undone(desk, lambda: desk.merging.merge([first, second], joint))
    merged = desk.base.reflections.get(
        next(one for one in merged_id.changes.ids("reflection") if one not in (first.id, second.id))
    )
    assert merged is not None
    assert [words(desk, one.id), words(desk, other.id)] == ["prøver", "skrider nemt"]
    assert words(desk, whole.id) == "Det skrider nemt."
    desk.texts.rewrite(merged, f"Altså: {merged.text}")
    fresh = desk.base.reflections.get(merged.id)
    assert fresh is not None
    late = coded(desk, anna, fresh, "igen")
    undone(desk, lambda: desk.merging.unmerge(fresh))
    assert [words(desk, one.id) for one in (one, other, late)] == ["prøver", "skrider nemt", "igen"]
    moved = desk.base.codings.get(other.id)
    assert moved is not None
    assert moved.reflection_id == second.id
    assert len(desk.base.memos.of_session(held)) == len(memo.changes.ids("memo"))


def test_codes_go_with_their_half_when_a_note_is_split(
    desk: Desk, held: SessionId, anna: CoderId
) -> None:
    note = note_of(desk, held, 0, TEXT)
    first, second = coded(desk, anna, note, "👍 igen"), coded(desk, anna, note, "skrider")
    both = coded(desk, anna, note, "igen, og så")
    whole = coded(desk, anna, note, None)
    step = undone(desk, lambda: desk.merging.split(note, TEXT.index(" og"), None))
    half = next(one for one in step.changes.ids("reflection") if one != note.id)
    assert words(desk, first.id) == "👍 igen"
    assert words(desk, second.id) == "skrider"
    assert words(desk, both.id) == "igen,"
    assert words(desk, whole.id) == "Vi prøver 👍 igen,"
    new = [one for one in desk.base.codings.of_text("reflection_id", half) if one.id != second.id]
    assert sorted(words(desk, one.id) for one in new) == ["og så", "og så skrider det nemt."]


def test_codes_and_memos_go_along_when_a_note_becomes_an_outcome(
    desk: Desk, held: SessionId, anna: CoderId
) -> None:
    note = note_of(desk, held, 0, TEXT)
    coding = coded(desk, anna, note, "👍 igen")
    desk.memos.on_reflection(anna, note.id, "Husk")
    undone(desk, lambda: desk.capturing.set_kind(note, OutcomeKind.DECISION))
    assert desk.base.reflections.get(note.id) is None
    assert words(desk, coding.id) == "👍 igen"
    assert desk.base.memos.of_session(held)[0].outcome_id is not None


def test_codes_of_a_transcript_follow_its_segments(
    desk: Desk, held: SessionId, anna: CoderId
) -> None:
    owner = transcript(held)
    came = segments(owner, (0, 900, "S00", TEXT), (900, 1800, "S00", "Og så videre."))
    stored(desk.base, owner, came)
    first, second = (TranscriptSegmentId(one.id) for one in came)
    place = TEXT.index("skrider")
    desk.coding.code_segment(anna, first, "potentials", "samtale", place, place + 7)
    desk.coding.code_segment(anna, second, "dimensions", "respekt")
    coding, whole = desk.base.codings.of_session(held)
    desk.memos.on_segment(anna, second, "Husk")
    undone(desk, lambda: desk.transcripts.edit(first, f"Nå, {TEXT}"))
    assert words(desk, coding.id) == "skrider"
    undone(desk, lambda: desk.transcripts.split(first, 10, "Nå, altså, 👍 vi vi prøver: " + TEXT))
    assert words(desk, coding.id) == "skrider"
    undone(desk, lambda: desk.transcripts.join(second, "Og så videre, ikke."))
    assert words(desk, whole.id) == "Og så videre, ikke."
    assert words(desk, coding.id) == "skrider"
    memo = desk.base.memos.of_session(held)[0]
    assert memo.segment_id is not None
    assert memo.segment_id != second


_WORDS = st.sampled_from(["👍", "å", "igen", "vi", " ", "\n", "𝔛x"])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40), st.integers(0, 9), st.lists(_WORDS))))
def test_any_edits_beside_a_code_leave_its_words_and_undo_is_exact(
    desk: Desk, held: SessionId, anna: CoderId, edits: list[tuple[bool, int, int, list[str]]]
) -> None:
    desk.history.forget()
    note = note_of(desk, held, 0, TEXT)
    for one in desk.base.codings.of_session(held):
        desk.base.codings.delete(one.id)
    coding = coded(desk, anna, note, "👍 igen")
    start = dump(desk.base)
    for is_before, place, length, fresh in edits:
        now = desk.base.reflections.get(ReflectionId(note.id))
        here = desk.base.codings.get(coding.id)
        assert now is not None
        assert here is not None
        first, last = here.span_in(now.text)
        low, high = (0, first) if is_before else (last, len(now.text))
        at = min(low + place, high)
        text = now.text[:at] + "".join(fresh) + now.text[min(at + length, high) :]
        desk.history.record(Step("skriv", desk.texts.rewrite(now, text)))
        assert words(desk, coding.id) == "👍 igen"
    while desk.history.undo() is not None:
        pass
    assert dump(desk.base) == start
