"""Hjem: the first run, what comes next, what waits, and every session within reach."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.changes import Step
from flipdesk.domain.ids import SessionId
from flipdesk.domain.vocabulary import SessionState
from flipdesk.services.series_planning import NewSession
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.delegates.series_delegate import SeriesRow, SessionRow
from flipdesk.ui.delegates.waiting_delegate import WaitingRow
from flipdesk.ui.dialogs.name_dialog import NameDialog
from flipdesk.ui.dialogs.series_dialog import SeriesDialog
from flipdesk.ui.rooms.home.home_room import HomeRoom, greeting_at
from flipdesk.ui.widgets.fitted_list import FittedList
from tests.helpers.app import TestApp, sample_session_id


def home(app: TestApp) -> HomeRoom:
    app.window.enter("home")
    room = app.window.room
    assert isinstance(room, HomeRoom)
    return room


def room_name(app: TestApp) -> str:
    assert app.window.room is not None
    return app.window.room.name


def plan(app: TestApp, title: str = "Samtaleflip 4", **after: float) -> SessionId:
    """Plan a session in the sample's series, some time from now."""
    session = app.base.sessions.get(sample_session_id())
    assert session is not None
    starts = app.clock.now() + timedelta(**after)
    made: list[SessionId] = []

    def action() -> Step:
        wish = NewSession(session.series_id, title, starts, place="Rådhuset", potential="samtale")
        session_id, step = app.workspace.desk.planning.add_session(wish)
        made.append(session_id)
        return step

    app.workspace.perform(action)
    return made[0]


def waiting(room: HomeRoom) -> dict[str, str]:
    model = room.waiting.model
    rows: list[WaitingRow] = [model.index(n).data(Role.ROW) for n in range(model.rowCount())]
    return {row.title: row.about for row in rows}


def series(room: HomeRoom) -> list[SeriesRow | SessionRow]:
    model = room.series.model
    return [model.index(n).data(Role.ROW) for n in range(model.rowCount())]


def click(qtbot: QtBot, view: FittedList, index: QModelIndex) -> None:
    at = view.visualRect(index).center() - QPoint(20, 0)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_empty_knowledge_base_offers_three_ways_to_begin(app: TestApp) -> None:
    room = home(app)
    assert room.first_run.isVisible()
    words = [
        button.text()
        for button in (
            room.first_run.example_button,
            room.first_run.new_button,
            room.first_run.import_button,
        )
    ]
    assert words == ["Åbn eksemplet", "Opret den første session", "Importér"]
    assert room.first_run.example_button.hasFocus()


def test_example_is_brought_in_once_and_marked(app: TestApp, qtbot: QtBot) -> None:
    room = home(app)
    qtbot.mouseClick(room.first_run.example_button, Qt.MouseButton.LeftButton)
    opened = app.workspace.record
    assert opened is not None
    assert opened.session.title == "Samtaleflip 3"
    assert room_name(app) == "compile"
    brought = app.base.sessions.all()
    assert all(one.is_sample for one in app.base.series.all())
    app.workspace.open_session(None)
    room = home(app)
    assert not room.first_run.isVisible()
    rows = [row for row in series(room) if isinstance(row, SeriesRow)]
    nordby = next(row for row in rows if row.title == "Samtaleflip i Nordby Kommune")
    assert nordby.about == "Opdigtet eksempel · Medarbejdere · 9 deltagere"
    qtbot.mouseClick(room.example_button, Qt.MouseButton.LeftButton)
    assert app.base.sessions.all() == brought
    app.workspace.undo()
    assert app.base.sessions.all() == ()
    assert home(app).first_run.isVisible()


def test_greeting_has_the_name_and_the_day(sample_app: TestApp) -> None:
    with sample_app.base.atomic():
        sample_app.base.settings.set("user_name", "Lærke Bæk")
    room = home(sample_app)
    room.refresh()
    assert room.greeting.text().endswith(", Lærke")
    assert room.today.text() == "Torsdag den 22. april 2021 · uge 16"


def test_greeting_follows_the_hour() -> None:
    assert [greeting_at(hour) for hour in (4, 7, 11, 15, 20, 23)] == [
        *("Godaften", "Godmorgen", "God formiddag"),
        *("God eftermiddag", "Godaften", "Godaften"),
    ]


def test_next_session_is_told_with_time_and_people(sample_app: TestApp) -> None:
    plan(sample_app, minutes=38)
    room = home(sample_app)
    assert room.card._when.text() == "Næste session · i dag kl. 9.30, om 38 min."
    assert room.card._title.text() == "Samtaleflip 4 i Nordby Kommune"
    assert room.card._about.text() == "Rådhuset · 9 kommer"


def test_f5_on_home_runs_the_session_on_the_card(sample_app: TestApp, qtbot: QtBot) -> None:
    made = plan(sample_app, minutes=38)
    room = home(sample_app)
    assert sample_app.workspace.session_id == sample_session_id()
    qtbot.keyClick(room, Qt.Key.Key_F5)
    assert sample_app.workspace.session_id == made
    assert room_name(sample_app) == "run"


def test_see_the_run_sheet_opens_prepare(sample_app: TestApp, qtbot: QtBot) -> None:
    made = plan(sample_app, days=2)
    room = home(sample_app)
    qtbot.mouseClick(room.card.see_button, Qt.MouseButton.LeftButton)
    assert sample_app.workspace.session_id == made
    assert room_name(sample_app) == "prepare"


def test_without_plans_the_card_shows_what_was_held_last(sample_app: TestApp, qtbot: QtBot) -> None:
    room = home(sample_app)
    assert room.card._when.text().startswith("Senest holdt")
    assert room.card.go_button.text() == "Gå til Bearbejd"
    qtbot.mouseClick(room.card.go_button, Qt.MouseButton.LeftButton)
    assert room_name(sample_app) == "compile"


def test_what_waits_is_told_and_leads_there(sample_app: TestApp, qtbot: QtBot) -> None:
    made = plan(sample_app, days=3)
    sample_app.clock.advance(days=10)
    room = home(sample_app)
    room.refresh()
    found = waiting(room)
    assert found["Et referat er ikke skrevet endnu"].startswith(
        "Samtaleflip 3, Nordby Kommune · holdt"
    )
    assert found["En aftale er over frist"] == (
        "Sende artiklen om gribning til alle · Frederik Lund · 30. apr."
    )
    assert "9 samtykker er ukendte" in found
    assert found["Et videnønske venter på svar"].startswith("Hvad siger forskningen om stilhed")
    click(qtbot, room.waiting.list, room.waiting.model.index_of("consent"))
    assert sample_app.workspace.session_id == made
    assert room_name(sample_app) == "prepare"


def test_several_sessions_behind_a_row_are_chosen_from_a_menu(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    plan(sample_app, "Samtaleflip 4", days=3)
    fifth = plan(sample_app, "Samtaleflip 5", days=30)
    room = home(sample_app)
    click(qtbot, room.waiting.list, room.waiting.model.index_of("consent"))
    menu = room.waiting.findChild(QMenu, "waiting_menu")
    assert menu is not None
    next(one for one in menu.actions() if "Samtaleflip 5" in one.text()).trigger()
    menu.close()
    assert sample_app.workspace.session_id == fifth


def test_nothing_waiting_is_said(app: TestApp) -> None:
    desk = app.workspace.desk
    app.workspace.perform(lambda: desk.planning.add_series("Prøve", "Åkær", None)[1])
    room = home(app)
    assert room.waiting._empty.isVisible()


def test_series_unfolds_to_its_sessions_and_opens_one(sample_app: TestApp, qtbot: QtBot) -> None:
    plan(sample_app, days=20)
    room = home(sample_app)
    first = series(room)[0]
    assert isinstance(first, SeriesRow)
    assert (first.held_text, first.held, first.total) == ("1 af 2 holdt", 1, 2)
    click(qtbot, room.series.list, room.series.model.index(0))
    assert [row.title for row in series(room)[1:]] == ["Samtaleflip 3", "Samtaleflip 4"]
    click(qtbot, room.series.list, room.series.model.index(2))
    assert room_name(sample_app) == "prepare"
    room = home(sample_app)
    room.series.list.setFocus()
    room.series.list.setCurrentIndex(room.series.model.index(0))
    qtbot.keyClick(room.series.list, Qt.Key.Key_Left)
    assert len(series(room)) == 1
    qtbot.keyClick(room.series.list, Qt.Key.Key_Right)
    assert len(series(room)) == 3


def test_session_is_renamed_and_deleted_with_undo(sample_app: TestApp, qtbot: QtBot) -> None:
    room = home(sample_app)
    view = room.series.list
    view.setFocus()
    view.setCurrentIndex(room.series.model.index(0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    view.setCurrentIndex(room.series.model.index(1))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    dialog = sample_app.window.findChild(NameDialog)
    assert dialog is not None
    dialog.title.selectAll()
    qtbot.keyClicks(dialog.title, "Den tredje")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    assert series(room)[1].title == "Den tredje"
    view.setCurrentIndex(room.series.model.index(1))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert sample_app.base.sessions.all() == ()
    assert sample_app.frame.toast.text == "Den tredje er slettet"
    sample_app.workspace.undo()
    sample_app.workspace.undo()
    assert series(room)[1].title == "Samtaleflip 3"
    assert len(sample_app.base.record(sample_session_id()).reflections) == 17


def test_series_is_changed_and_deleted_with_undo(sample_app: TestApp, qtbot: QtBot) -> None:
    room = home(sample_app)
    view = room.series.list
    view.setCurrentIndex(room.series.model.index(0))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    dialog = sample_app.window.findChild(SeriesDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.fields.title, "Samtaler i Nordby")
    dialog.fields.organisation.clear()
    qtbot.keyClicks(dialog.fields.organisation, "Åkær Kommune")
    qtbot.keyClick(dialog.fields.organisation, Qt.Key.Key_Return)
    stored = sample_app.base.series.all()[0]
    assert (stored.title, stored.organisation) == ("Samtaler i Nordby", "Åkær Kommune")
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert sample_app.base.series.all() == ()
    assert sample_app.workspace.session_id is None
    sample_app.workspace.undo()
    sample_app.workspace.undo()
    assert sample_app.base.series.all()[0].title == "Samtaleflip i Nordby Kommune"


def test_what_is_being_recorded_is_not_deleted(sample_app: TestApp, qtbot: QtBot) -> None:
    sample_app.recording.start()
    qtbot.waitUntil(lambda: sample_app.recording.session_id is not None)
    room = home(sample_app)
    view = room.series.list
    view.setFocus()
    view.setCurrentIndex(room.series.model.index(0))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    view.setCurrentIndex(room.series.model.index(1))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert len(sample_app.base.sessions.all()) == 1
    assert any("Stop optagelsen" in one for one in sample_app.frame.messages.sentences)
    sample_app.recording.stop()


def test_context_menu_makes_one_more_session(sample_app: TestApp) -> None:
    room = home(sample_app)
    view = room.series.list
    rect = view.visualRect(room.series.model.index(0))
    view.customContextMenuRequested.emit(rect.center())
    menu = room.series.findChild(QMenu, "series_menu")
    assert menu is not None
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        *("Vis sessionerne", "Ny session i forløbet", "Ideernes vej i Word", "Ret", "Slet"),
    ]
    menu.close()


def test_one_goes_on_where_one_left_off(sample_app: TestApp, qtbot: QtBot) -> None:
    made = plan(sample_app, days=20)
    room = home(sample_app)
    first, second = room.left_off.places
    titles = {first.title.text(), second.title.text()}
    assert titles == {"Drejebog til Samtaleflip 4", "Noter fra Samtaleflip 3"}
    place = first if "Drejebog" in first.title.text() else second
    assert place.about.text().startswith("Rettet i dag kl. ")
    qtbot.mouseClick(place.button, Qt.MouseButton.LeftButton)
    assert sample_app.workspace.session_id == made
    assert room_name(sample_app) == "prepare"


def test_home_is_one_column_in_a_small_window(sample_app: TestApp, qtbot: QtBot) -> None:
    room = home(sample_app)
    assert room.series.mapTo(room, QPoint()).x() > room.waiting.mapTo(room, QPoint()).x()
    sample_app.window.resize(853, 480)
    qtbot.waitUntil(
        lambda: room.series.mapTo(room, QPoint()).x() == room.waiting.mapTo(room, QPoint()).x()
    )
    assert room._scroll.horizontalScrollBar().maximum() == 0


def test_session_under_way_is_told_with_the_time_it_really_began(sample_app: TestApp) -> None:
    session_id = plan(sample_app, minutes=10)
    planned = sample_app.base.sessions.get(session_id)
    assert planned is not None
    began = planned.starts + timedelta(minutes=7)
    running = replace(planned, state=SessionState.RUNNING, began=began)
    with sample_app.base.atomic():
        changes = sample_app.base.sessions.save(running)
    sample_app.workspace.tell(changes)
    assert home(sample_app).card._when.text() == "I gang nu · begyndte kl. 9.09"
