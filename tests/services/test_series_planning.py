"""What is deleted in the window leaves its session files in the backups folder."""

from datetime import timedelta
from pathlib import Path

import pytest

from flipdesk.domain.ids import SessionId
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from flipdesk.services.series_planning import NewSession
from flipdesk.services.session_files import BACKUPS


def copies(desk: Desk) -> list[Path]:
    return sorted((desk.base.folder / BACKUPS).glob("*.flip.json"))


def test_a_deleted_session_can_be_taken_in_again_later(desk: Desk, session_id: SessionId) -> None:
    before = desk.base.record(session_id)
    desk.planning.delete_session(session_id)
    assert desk.base.sessions.get(session_id) is None
    (copy,) = copies(desk)
    imported = desk.files.import_data(copy.read_bytes(), copy.name)
    assert imported.session_id == session_id
    assert [one.title for one in desk.base.record(session_id).agenda] == [
        one.title for one in before.agenda
    ]
    desk.planning.delete_session(session_id)
    assert len(copies(desk)) == 2


def test_every_session_of_a_deleted_series_leaves_a_copy(desk: Desk, session_id: SessionId) -> None:
    first = desk.base.record(session_id)
    plan = NewSession(first.series.id, "Samtaleflip 2", first.session.starts + timedelta(days=7))
    desk.planning.add_session(plan)
    desk.history.record(desk.planning.delete_series(first.series.id))
    assert desk.base.series.all() == ()
    assert len(copies(desk)) == 2
    desk.history.undo()
    assert len(desk.base.sessions.all()) == 2


def test_nothing_is_deleted_when_no_copy_can_be_kept(desk: Desk, session_id: SessionId) -> None:
    (desk.base.folder / BACKUPS).write_text("i vejen")
    series_id = desk.base.record(session_id).series.id
    with pytest.raises(KnownError, match="Intet blev slettet"):
        desk.planning.delete_session(session_id)
    with pytest.raises(KnownError, match="Intet blev slettet"):
        desk.planning.delete_series(series_id)
    assert desk.base.sessions.get(session_id) is not None
