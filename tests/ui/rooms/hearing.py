"""Passages given to the block of Lån et øre, and a loudspeaker turned by hand."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.ids import AgendaItemId, PassageId, SessionId
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.services.series_planning import NewSession
from flipdesk.ui.rooms.passage_rows import PassageRows
from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom
from flipdesk.ui.rooms.run.run_room import RunRoom
from flipdesk.ui.widgets.button import Button
from tests.helpers.app import TestApp, sample_session_id
from tests.helpers.fake_media import FakeMedia

CLIP = (61_000, 95_000)


@pytest.fixture
def media(sample_app: TestApp) -> FakeMedia:
    media = FakeMedia()
    sample_app.passage_player.player.make_media = lambda: media
    return media


@pytest.fixture
def said(sample_app: TestApp) -> list[str]:
    sentences: list[str] = []
    sample_app.workspace.problem.connect(sentences.append)
    return sentences


def block_of(app: TestApp) -> AgendaItem:
    items = app.base.agenda.of_session(sample_session_id())
    return next(item for item in items if item.kind is AgendaKind.LEND_AN_EAR)


def give(
    app: TestApp, title: str, stretch: tuple[int, int], block: AgendaItemId | None = None
) -> PassageId:
    passages, block = app.workspace.desk.passages, block or block_of(app).id
    app.workspace.perform(lambda: passages.add(sample_session_id(), *stretch, title, block))
    return app.base.passages.of_session(sample_session_id())[-1].id


def form_of_the_block(app: TestApp) -> PrepareRoom:
    app.window.enter("prepare")
    room = app.window.room
    assert isinstance(room, PrepareRoom)
    place = app.base.agenda.of_session(sample_session_id()).index(block_of(app))
    room.run_sheet.view.go_to(place)
    room.item.toggle_form()
    QApplication.processEvents()
    return room


def next_session(app: TestApp) -> tuple[SessionId, AgendaItemId]:
    """Plan the session after the sample, with a block of Lån et øre, and open it in Afvikl."""
    session, desk = app.base.sessions.get(sample_session_id()), app.workspace.desk
    assert session is not None
    starts = session.starts + timedelta(days=28)
    new = NewSession(session.series_id, "Samtaleflip 4", starts)
    following, _step = desk.planning.add_session(new)
    block, _step = desk.run_sheet.add(following, "Lån et øre", kind=AgendaKind.LEND_AN_EAR)
    app.workspace.open_session(following)
    return following, block


def run_room(app: TestApp) -> RunRoom:
    app.window.enter("run")
    room = app.window.room
    assert isinstance(room, RunRoom)
    QApplication.processEvents()
    return room


def hear_button(rows: PassageRows, number: int = 0) -> Button:
    return [one for one in rows.findChildren(Button, "hear_passage") if one.isVisible()][number]


def click_to_hear(rows: PassageRows, media: FakeMedia, qtbot: QtBot, number: int = 0) -> None:
    qtbot.mouseClick(hear_button(rows, number), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(media.sounds)
