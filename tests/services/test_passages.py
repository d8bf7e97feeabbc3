"""Passages: pointed out, given to a block of this or the next session, taken away and back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flipdesk.domain.changes import Step
from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import AgendaItemId, PassageId, SessionId
from flipdesk.domain.passage import Passage, PassageKind
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from flipdesk.services.renewed_record import renewed
from flipdesk.services.series_planning import NewSession


def _done(desk: Desk, step: Step) -> PassageId:
    desk.history.record(step)
    return PassageId(step.changes.ids("passage")[0])


def _passage(desk: Desk, passage_id: PassageId) -> Passage:
    passage = desk.base.passages.get(passage_id)
    assert passage is not None
    return passage


def _block(desk: Desk, session_id: SessionId, title: str) -> AgendaItemId:
    item_id, _step = desk.run_sheet.add(session_id, title, kind=AgendaKind.LEND_AN_EAR)
    return item_id


def _following(desk: Desk, session_id: SessionId, days: int) -> SessionId:
    session = desk.base.sessions.get(session_id)
    assert session is not None
    plan = NewSession(session.series_id, f"Om {days} dage", session.starts + timedelta(days=days))
    following, _step = desk.planning.add_session(plan)
    return following


def test_passage_is_part_of_the_record_and_can_be_undone(desk: Desk, session_id: SessionId) -> None:
    before = desk.base.record(session_id)
    step = desk.passages.add(session_id, 61_000, 95_500, " Bageriet ")
    passage_id = _done(desk, step)
    (kept,) = desk.base.record(session_id).passages
    assert (kept.from_ms, kept.to_ms, kept.title) == (61_000, 95_500, "Bageriet")
    assert step.label == "lav klip Bageriet"
    assert renewed(desk.base, before, step.changes) == desk.base.record(session_id)
    desk.history.record(desk.passages.change(passage_id, title="", to_ms=99_000))
    assert _passage(desk, passage_id) == replace(kept, title="", to_ms=99_000)
    _done(desk, desk.passages.remove(passage_id))
    assert desk.base.record(session_id) == before
    for _step in range(2):
        desk.history.undo()
    assert desk.base.record(session_id).passages == (kept,)


@pytest.mark.parametrize(("from_ms", "to_ms"), [(5_000, 5_000), (5_000, 4_999), (-10, 0)])
def test_passage_that_ends_before_it_begins_is_refused(
    desk: Desk, session_id: SessionId, from_ms: int, to_ms: int
) -> None:
    with pytest.raises(KnownError, match="slutte, efter"):
        desk.passages.add(session_id, from_ms, to_ms)
    with pytest.raises(KnownError, match="slutte, efter"):
        desk.passages.silence(session_id, from_ms, to_ms)
    assert desk.base.record(session_id).passages == ()


def test_blocks_are_those_of_this_session_and_the_next(desk: Desk, session_id: SessionId) -> None:
    ours = _block(desk, session_id, "Lån et øre 1")
    later = _block(desk, _following(desk, session_id, 28), "Lån et øre 3")
    soon = _block(desk, _following(desk, session_id, 14), "Lån et øre 2")
    blocks = [block.item.id for block in desk.passages.blocks(session_id)]
    assert ours in blocks
    assert blocks[-1] == soon
    assert later not in blocks
    kinds = {block.item.kind for block in desk.passages.blocks(session_id)}
    assert kinds == {AgendaKind.LEND_AN_EAR}


def test_block_of_the_next_session_plays_what_was_recorded_in_this_one(
    desk: Desk, session_id: SessionId
) -> None:
    following = _following(desk, session_id, 14)
    block = _block(desk, following, "Lån et øre")
    passage_id = _done(desk, desk.passages.add(session_id, 0, 9_000, "Åbningen"))
    _done(desk, desk.passages.give_to_block(passage_id, block))
    (given,) = desk.base.passages.of_block(block)
    assert (given.id, given.session_id) == (passage_id, session_id)
    assert desk.base.record(following).passages == ()
    _done(desk, desk.passages.give_to_block(passage_id, None))
    assert desk.base.passages.of_block(block) == ()
    desk.history.undo()
    assert desk.base.passages.of_block(block) == (given,)


def test_block_that_goes_lets_its_passages_stay(desk: Desk, session_id: SessionId) -> None:
    following = _following(desk, session_id, 14)
    block = _block(desk, following, "Lån et øre")
    passage_id = _done(desk, desk.passages.add(session_id, 0, 9_000, agenda_item_id=block))
    desk.history.record(Step("", desk.base.sessions.delete(following)))
    assert _passage(desk, passage_id).agenda_item_id is None
    desk.history.undo()
    assert _passage(desk, passage_id).agenda_item_id == block


def test_session_is_deleted_and_brought_back_with_its_passages(
    desk: Desk, session_id: SessionId, clock: ManualClock
) -> None:
    block = _block(desk, session_id, "Lån et øre")
    _done(desk, desk.passages.add(session_id, 0, 9_000, "Åbningen", block))
    speaker = desk.base.participants.of_session(session_id)[0]
    silent = _done(desk, desk.passages.silence(session_id, 20_000, 30_000))
    _done(desk, desk.passages.change(silent, speaker_id=speaker.id))
    before = desk.base.record(session_id)
    desk.history.record(desk.files.delete(session_id).step)
    assert desk.base.passages.of_block(block) == ()
    desk.history.undo()
    assert desk.base.record(session_id) == before


def test_silence_outlives_the_one_it_is_about(desk: Desk, session_id: SessionId) -> None:
    speaker = desk.base.participants.of_session(session_id)[0]
    silent = _done(desk, desk.passages.silence(session_id, 20_000, 30_000))
    _done(desk, desk.passages.change(silent, speaker_id=speaker.id))
    desk.base.participants.delete(speaker.id)
    assert _passage(desk, silent).kind is PassageKind.SILENCED
    assert _passage(desk, silent).speaker_id is None


def test_silenced_passage_is_given_to_no_block(desk: Desk, session_id: SessionId) -> None:
    block = _block(desk, session_id, "Lån et øre")
    silent = _done(desk, desk.passages.silence(session_id, 20_000, 30_000))
    with pytest.raises(KnownError, match="samtykke"):
        desk.passages.give_to_block(silent, block)
    assert desk.base.passages.of_block(block) == ()


def test_speaker_noted_afterwards_has_a_turn(desk: Desk, session_id: SessionId) -> None:
    speaker = desk.base.participants.of_session(session_id)[1]
    desk.history.record(desk.passages.note_speaker(session_id, speaker.id, 4_000, 9_500))
    (turn,) = desk.base.record(session_id).turns
    assert (turn.speaker_id, turn.from_ms, turn.to_ms) == (speaker.id, 4_000, 9_500)
    desk.history.undo()
    assert desk.base.record(session_id).turns == ()
