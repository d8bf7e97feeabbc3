"""Owners and due dates: written in the bar, refused, and set afterwards by a key."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from flipdesk.domain.outcome import Outcome
from flipdesk.domain.vocabulary import OutcomeKind
from flipdesk.services.series_planning import NewSession
from tests.ui.rooms.run.conftest import Running

FRIDAY = date(2021, 4, 23)


def _chips(run: Running) -> list[str]:
    return [chip.text for chip in run.room.capture.bar.chips.chips]


def _outcome(run: Running) -> Outcome:
    return run.record.outcomes[-1]


def test_an_action_says_owner_and_due_date(run: Running) -> None:
    run.type("+ FL sender artikel fre #3")
    assert _chips(run) == ["Frederik Lund", "Aftale", "Samtale", "frist fre. 23.4."]
    run.key(Qt.Key.Key_Return)
    outcome = _outcome(run)
    owner = run.record.by_initials("FL")
    assert owner is not None
    assert (outcome.text, outcome.due, outcome.owner_id) == ("sender artikel", FRIDAY, owner.id)
    assert outcome.potentials == ("samtale",)


def test_ctrl_z_leaves_the_due_date_as_words(run: Running) -> None:
    run.type("+ FL sender artikel fre")
    run.ctrl(Qt.Key.Key_Z)
    assert run.room.capture.bar.text == "+ FL sender artikel fre"
    assert _chips(run) == ["Frederik Lund", "Aftale"]
    run.key(Qt.Key.Key_Return)
    assert (_outcome(run).text, _outcome(run).due) == ("sender artikel fre", None)
    run.type("+ FL ringer fre")
    assert "frist fre. 23.4." in _chips(run)


def test_ctrl_z_undoes_typing_when_the_date_is_not_the_last_thing(run: Running) -> None:
    run.type("+ FL ringer fre #3")
    run.ctrl(Qt.Key.Key_Z)
    assert run.room.capture.bar.text != "+ FL ringer fre #3"


def test_a_click_on_the_chip_leaves_the_due_date_as_words(run: Running) -> None:
    run.type("+ FL sender artikel fre")
    bar = run.room.capture.bar
    chips = bar.chips
    wanted = chips.chips[-1]
    across = range(2, chips.width(), 4)
    x = next(x for x in across if chips.chip_at(QPoint(x, 8)) == wanted)
    QTest.mouseClick(chips, Qt.MouseButton.LeftButton, pos=QPoint(x, 8))
    assert _chips(run) == ["Frederik Lund", "Aftale"]
    assert run.has_focus(bar.input)


def test_only_an_action_or_a_trial_ends_with_a_bare_day(run: Running) -> None:
    for line, text, due in (
        ("* flytter mødet til fredag", "flytter mødet til fredag", None),
        ("? tal fra 2020 senest fredag", "tal fra 2020", FRIDAY),
        ("prøver at vente fire sekunder fredag #prøv", "prøver at vente fire sekunder", FRIDAY),
        ("+ fredag", "fredag", None),
    ):
        run.enter(line)
        assert (_outcome(run).text, _outcome(run).due) == (text, due)
    run.enter("vi ses fredag")
    assert run.record.reflections[-1].text == "vi ses fredag"


def test_next_time_is_the_next_session_of_the_series(run: Running) -> None:
    run.enter("+ FL undersøger det til næste gang")
    assert _outcome(run).due is None
    record = run.record
    starts = record.session.starts + timedelta(days=28)
    plan = NewSession(record.series.id, "Samtaleflip 4", starts)
    run.app.workspace.perform(lambda: run.app.workspace.desk.planning.add_session(plan)[1])
    run.enter("+ FL undersøger det til næste gang")
    assert (_outcome(run).text, _outcome(run).due) == ("undersøger det", starts.date())


def test_due_date_and_owner_are_set_by_a_key(run: Running) -> None:
    run.enter("+ sender artiklen")
    model = run.room.capture.captured.model
    row = model.data(model.index(0), Qt.ItemDataRole.DisplayRole)
    assert "Ingen frist endnu" in row
    run.key(Qt.Key.Key_Escape)
    run.type("d")
    run.type("uge 17")
    run.key(Qt.Key.Key_Return)
    assert _outcome(run).due == date(2021, 4, 30)
    run.type("a")
    run.type("fl")
    run.key(Qt.Key.Key_Return)
    owner = run.record.by_initials("FL")
    assert owner is not None
    assert _outcome(run).owner_id == owner.id
    assert run.has_focus(run.room.capture.captured.list)
    run.type("d")
    run.key(Qt.Key.Key_Delete)
    run.key(Qt.Key.Key_Return)
    assert _outcome(run).due is None
    run.type("d")
    run.type("snart")
    run.key(Qt.Key.Key_Return)
    assert run.room.capture.captured.ask_bar.isVisible()
    run.key(Qt.Key.Key_Escape)
    assert run.has_focus(run.room.capture.captured.list)


def test_an_edited_action_keeps_its_due_date(run: Running) -> None:
    run.enter("+ FL sender artikel fre #3")
    run.key(Qt.Key.Key_Escape)
    run.key(Qt.Key.Key_Return)
    editor = run.room.capture.captured.editor
    assert editor is not None
    assert editor.text == "FL: + sender artikel senest 23.4.2021 #3"
    editor.put("FL: + sender bogen senest 23.4.2021 #3")
    run.key(Qt.Key.Key_Return)
    assert (_outcome(run).text, _outcome(run).due) == ("sender bogen", FRIDAY)


def test_a_due_date_survives_a_change_of_kind(run: Running) -> None:
    run.enter("+ FL sender artikel fre")
    run.key(Qt.Key.Key_Escape)
    run.type("p")
    assert (_outcome(run).kind, _outcome(run).due) == (OutcomeKind.PARKED, FRIDAY)
