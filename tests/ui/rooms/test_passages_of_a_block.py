"""The passages of a block of Lån et øre, in Forbered and in Afvikl."""

from datetime import timedelta

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.ids import PassageId
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.services.series_planning import NewSession
from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom
from flipdesk.ui.rooms.run.run_room import RunRoom
from flipdesk.ui.widgets.button import Button
from tests.helpers.app import TestApp, sample_session_id


def _block(app: TestApp) -> AgendaItem:
    items = app.base.agenda.of_session(sample_session_id())
    return next(item for item in items if item.kind is AgendaKind.LEND_AN_EAR)


def _give(app: TestApp, title: str, from_ms: int, to_ms: int) -> PassageId:
    passages, block = app.workspace.desk.passages, _block(app)
    app.workspace.perform(
        lambda: passages.add(sample_session_id(), from_ms, to_ms, title, block.id)
    )
    return app.base.passages.of_session(sample_session_id())[-1].id


def _words(rows: QWidget) -> list[str]:
    QApplication.processEvents()
    return [one.text() for one in rows.findChildren(QLabel) if one.isVisible()]


def _form(app: TestApp) -> PrepareRoom:
    app.window.enter("prepare")
    room = app.window.room
    assert isinstance(room, PrepareRoom)
    place = app.base.agenda.of_session(sample_session_id()).index(_block(app))
    room.run_sheet.view.go_to(place)
    room.item.toggle_form()
    return room


def test_form_lists_the_passages_of_the_block_and_takes_one_out(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    app = sample_app
    form = _form(app).item.form
    assert _words(form.passages) == []
    assert form._no_passages.isVisible()
    _give(app, "", 724_000, 790_000)
    _give(app, "Bageriet", 61_000, 95_000)
    assert _words(form.passages) == ["Bageriet", "1:01–1:35 · 0:34", "Klip", "12:04–13:10 · 1:06"]
    assert not form._no_passages.isVisible()
    out = next(
        one
        for one in form.passages.findChildren(Button)
        if one.accessibleName() == "Tag Bageriet ud af blokken"
    )
    out.click()
    assert _words(form.passages) == ["Klip", "12:04–13:10 · 1:06"]
    app.workspace.undo()
    assert len(_words(form.passages)) == 4


def test_other_items_have_no_passages(sample_app: TestApp) -> None:
    _give(sample_app, "Bageriet", 61_000, 95_000)
    room = _form(sample_app)
    assert room.item.form.passages.isVisible()
    room.run_sheet.view.go_to(0)
    assert not room.item.form.passages.isVisible()
    assert not room.item.form._passages_label.isVisible()


def test_passage_of_the_session_before_is_heard_in_the_room(sample_app: TestApp) -> None:
    app = sample_app
    earlier = _give(app, "Bageriet", 61_000, 95_000)
    session = app.base.sessions.get(sample_session_id())
    assert session is not None
    desk = app.workspace.desk
    starts = session.starts + timedelta(days=28)
    following, _step = desk.planning.add_session(
        NewSession(session.series_id, "Samtaleflip 4", starts)
    )
    block_id, _step = desk.run_sheet.add(following, "Lån et øre", kind=AgendaKind.LEND_AN_EAR)
    app.workspace.open_session(following)
    app.window.enter("run")
    room = app.window.room
    assert isinstance(room, RunRoom)
    assert not room.now.passages.isVisible()
    app.workspace.perform(lambda: desk.passages.give_to_block(earlier, block_id))
    assert _words(room.now.passages) == ["Bageriet", "Samtaleflip 3 · 1:01–1:35 · 0:34"]
