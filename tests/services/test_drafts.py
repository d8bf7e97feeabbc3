"""Drafts: one a session, kept with the moment of the first key stroke."""

from datetime import UTC, datetime

from flipdesk.domain.ids import SessionId
from flipdesk.services.desk import Desk
from flipdesk.services.drafts import Draft

SAID = datetime(2026, 11, 23, 9, 5, 30, 250_000, UTC)


def test_draft_comes_back_as_it_was(desk: Desk, session_id: SessionId) -> None:
    draft = Draft('ÅB: "halvt\nanden linje', SAID, 1_234)
    desk.drafts.keep(session_id, draft)
    assert desk.drafts.of(session_id) == draft


def test_sessions_have_drafts_of_their_own(desk: Desk, session_id: SessionId) -> None:
    desk.drafts.keep(session_id, Draft("ord", SAID))
    assert desk.drafts.of(SessionId("another")) == Draft()


def test_draft_without_text_is_none(desk: Desk, session_id: SessionId) -> None:
    desk.drafts.keep(session_id, Draft("ord", SAID))
    desk.drafts.forget(session_id)
    assert desk.drafts.of(session_id) == Draft()


def test_draft_is_no_step_of_undo(desk: Desk, session_id: SessionId) -> None:
    desk.drafts.keep(session_id, Draft("ord", SAID))
    assert desk.history.undo_label is None
