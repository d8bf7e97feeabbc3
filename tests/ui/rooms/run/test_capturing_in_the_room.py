"""Typing in the capture bar: what is stored, when it was said, and where the focus stays."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.domain.reflection import Pattern
from flipdesk.domain.vocabulary import OutcomeKind, ReflectionKind, Uptake
from flipdesk.ui.rooms.run.capture_bar import KEEP_WITHIN_MS
from tests.helpers.app import close_app, open_app
from tests.ui.rooms.run.conftest import Running, fresh_sample

LINES = (
    'MH: "Fire sekunders stilhed. #3 #respekt',
    "ka: vi sidder på to etager #2 #resp #indsigt",
    "KS: hun nævner bageriet #sam #grib- #obs",
    "LB: volumen mod mening #dil #eff #respekt",
    "FL: artiklen fra 2017 #forsk #6",
    "= vi prøver stilheden #3 #4",
    "SØ: helt uden mærker",
    "kun til mig #privat #1",
    "TG: hun kørte lastbil #5 #kap",
    "ÅB: hvad nu hvis #spm #kontrol-tillid",
)


def _potentials(run: Running) -> tuple[str, ...]:
    return run.room.capture.bar.captured.potentials


def test_ten_reflections_are_stored_as_typed(run: Running) -> None:
    for line in LINES:
        run.enter(line)
        run.wait(seconds=30)
    record = run.record
    told = [
        (
            (speaker.initials if (speaker := record.participant(note.speaker_id)) else ""),
            note.kind,
            note.text,
            note.potentials,
            note.dimensions,
        )
        for note in record.reflections
    ]
    kind = ReflectionKind
    assert told == [
        ("MH", kind.QUOTE, "Fire sekunders stilhed.", ("samtale",), ("respekt",)),
        ("KA", kind.INSIGHT, "vi sidder på to etager", ("helhed",), ("responsivitet",)),
        ("KS", kind.OBSERVATION, "hun nævner bageriet", ("samtale",), ()),
        ("LB", kind.DILEMMA, "volumen mod mening", (), ("effektivitet", "respekt")),
        ("FL", kind.RESEARCH_INPUT, "artiklen fra 2017", ("viden",), ()),
        ("", kind.CONCLUSION, "vi prøver stilheden", ("samtale", "inddragelse"), ()),
        ("SØ", kind.REFLECTION, "helt uden mærker", (), ()),
        ("", kind.REFLECTION, "kun til mig", ("strategi",), ()),
        ("TG", kind.REFLECTION, "hun kørte lastbil", ("virksomhed",), ()),
        ("ÅB", kind.QUESTION, "hvad nu hvis", (), ()),
    ]
    assert record.reflections[2].pattern == Pattern("gribning", Uptake.OVERHEARD)
    assert record.reflections[7].is_private
    assert record.reflections[9].tags == ("kontrol-tillid",)
    assert run.room.capture.captured.model.rowCount() == 10
    newest = run.room.capture.captured.model.index(0)
    assert "hvad nu hvis" in newest.data(Qt.ItemDataRole.DisplayRole)


def test_note_carries_the_moment_of_its_first_key_stroke(run: Running) -> None:
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    run.app.advance(5_000)
    at_ms = run.app.recording.position_ms()
    began = run.app.clock.now()
    run.type("M")
    run.app.advance(20_000)
    run.type("H: langt efter")
    assert run.room.capture.bar.time.text() == "kl. 8.52.05"
    run.key(Qt.Key.Key_Return)
    (note,) = run.record.reflections
    assert note.said_at == began
    assert note.at_ms == at_ms


def test_text_taken_away_begins_anew(run: Running) -> None:
    run.type("x")
    run.wait(seconds=10)
    run.key(Qt.Key.Key_Backspace)
    began = run.app.clock.now()
    run.type("y")
    run.key(Qt.Key.Key_Return)
    assert run.record.reflections[0].said_at == began


def test_chips_show_what_was_understood_while_typing(run: Running) -> None:
    run.type('MH: "ord #3 ')
    chips = run.room.capture.bar.chips.chips
    assert [chip.text for chip in chips] == ["Mette Holm", "Citat", "Samtale"]
    assert run.room.capture.bar.text == 'MH: "ord #3 '


def test_empty_enter_and_f3_are_markers(run: Running) -> None:
    run.key(Qt.Key.Key_Return)
    run.key(Qt.Key.Key_F3)
    run.key(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    run.click(run.room.capture.captured.marker_button)
    now = run.app.clock.now()
    moments = [marker.said_at for marker in run.record.markers]
    assert moments == [now, now, now - timedelta(seconds=10), now]


def test_shift_enter_makes_a_line_and_the_bar_grows_to_four(run: Running) -> None:
    bar = run.room.capture.bar
    heights = []
    for word in ("en", "to", "tre", "fire", "fem"):
        run.type(word)
        heights.append(bar.input.height())
        run.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert heights[0] < heights[1] < heights[2] < heights[3]
    assert heights[4] == heights[3]
    run.key(Qt.Key.Key_Return)
    assert run.record.reflections[0].text == "en\nto\ntre\nfire\nfem"
    assert bar.input.height() == heights[0]


def test_ctrl_enter_is_a_decision_and_ctrl_shift_p_parks(run: Running) -> None:
    run.type("vi venter #3")
    run.ctrl(Qt.Key.Key_Return)
    run.type("vi går i gang")
    run.ctrl(Qt.Key.Key_Enter)
    run.type("ventetid")
    run.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    kinds = [outcome.kind for outcome in run.record.outcomes]
    assert kinds == [OutcomeKind.DECISION, OutcomeKind.DECISION, OutcomeKind.PARKED]
    assert run.record.outcomes[0].potentials == ("samtale",)


def test_ctrl_digit_tags_the_draft_and_ctrl_zero_clears(run: Running) -> None:
    bar = run.room.capture.bar
    run.type("ord")
    run.ctrl(Qt.Key.Key_3)
    run.ctrl(Qt.Key.Key_5)
    assert _potentials(run) == ("samtale", "virksomhed")
    run.ctrl(Qt.Key.Key_3)
    assert _potentials(run) == ("virksomhed",)
    run.ctrl(Qt.Key.Key_0)
    assert _potentials(run) == ()
    assert bar.text.strip() == "ord"


def test_ctrl_digit_untags_whatever_way_it_was_typed(run: Running) -> None:
    run.type("ord #samtale mere")
    run.ctrl(Qt.Key.Key_3)
    assert run.room.capture.bar.text == "ord mere"


def test_tab_completes_initials_and_then_tags(run: Running) -> None:
    run.type("met")
    run.key(Qt.Key.Key_Tab)
    assert run.room.capture.bar.text == "MH: "
    run.type("ord #sam")
    run.key(Qt.Key.Key_Tab)
    assert run.room.capture.bar.text == "MH: ord #3 "
    assert run.room.capture.writes


def test_tab_again_goes_to_the_next_that_fits(run: Running) -> None:
    run.type("k")
    assert [hint[0] for hint in run.room.capture.hints.hints] == ["KS:", "KA:", "JK:"]
    run.key(Qt.Key.Key_Tab)
    assert run.room.capture.bar.text == "KS: "
    run.key(Qt.Key.Key_Tab)
    assert run.room.capture.bar.text == "KA: "
    run.type("ord")
    assert run.room.capture.bar.text == "KA: ord"


def test_tab_without_anything_to_complete_moves_on(run: Running) -> None:
    run.type("MH: ord")
    run.key(Qt.Key.Key_Tab)
    assert not run.room.capture.writes
    assert run.room.capture.bar.text == "MH: ord"


def test_escape_leaves_and_keeps_the_draft(run: Running) -> None:
    run.enter("første")
    run.type("halvt")
    run.key(Qt.Key.Key_Escape)
    assert run.has_focus(run.room.capture.captured.list)
    assert run.room.capture.bar.text == "halvt"
    run.key(Qt.Key.Key_F2)
    assert run.room.capture.writes
    run.type(" og helt")
    run.key(Qt.Key.Key_Return)
    assert run.record.reflections[-1].text == "halvt og helt"


def test_undo_takes_back_typing_first_and_then_the_note(run: Running) -> None:
    run.enter("første")
    run.type("x")
    run.ctrl(Qt.Key.Key_Z)
    assert run.room.capture.bar.text == ""
    assert len(run.record.reflections) == 1
    run.enter("anden")
    run.ctrl(Qt.Key.Key_Z)
    assert [note.text for note in run.record.reflections] == ["første"]
    redo = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    run.key(Qt.Key.Key_Z, redo)
    assert [note.text for note in run.record.reflections] == ["første", "anden"]


def test_focus_stays_in_the_bar_whatever_happens(run: Running) -> None:
    run.type("halvt")
    workspace = run.app.workspace
    workspace.notice.emit("Noget er sket")
    workspace.problem.emit("Noget gik ikke")
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    run.app.advance(1_000)
    run.key(Qt.Key.Key_F5)
    run.key(Qt.Key.Key_F12)
    run.key(Qt.Key.Key_F3)
    stop = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    run.key(Qt.Key.Key_R, stop)
    QApplication.processEvents()
    assert run.room.capture.writes
    run.type(" helt")
    assert run.room.capture.bar.text == "halvt helt"


def test_draft_survives_leaving_the_room_and_another_session(run: Running) -> None:
    run.type("halvt")
    began = run.app.clock.now()
    first = run.app.workspace.session_id
    run.app.window.enter("prepare")
    run.app.window.enter("run")
    assert run.room.capture.bar.text == "halvt"
    run.app.workspace.open_session(None)
    run.app.clock.advance(minutes=5)
    run.app.workspace.open_session(first)
    assert run.room.capture.bar.text == "halvt"
    run.room.go_to_capture()
    run.key(Qt.Key.Key_Return)
    assert run.record.reflections[0].said_at == began


def test_draft_is_on_the_disk_within_a_second(run: Running) -> None:
    run.type("halvt")
    session_id = run.record.session.id
    drafts = run.app.workspace.desk.drafts
    run.qtbot.waitUntil(lambda: drafts.of(session_id).text == "halvt")
    assert KEEP_WITHIN_MS <= 1_000


def test_draft_is_there_after_the_window_has_gone(qtbot: QtBot, tmp_path: Path) -> None:
    record = fresh_sample()
    app = open_app(tmp_path)
    with app.base.atomic():
        app.base.add_record(record)
    app.workspace.open_session(record.session.id)
    app.window.enter("run")
    qtbot.waitUntil(app.window.isActiveWindow)
    user = Running(app, qtbot)
    user.type("MH: hun nåede ikk")
    close_app(app)
    app = open_app(tmp_path)
    app.workspace.open_session(record.session.id)
    app.window.enter("run")
    assert Running(app, qtbot).room.capture.bar.text == "MH: hun nåede ikk"
    close_app(app)


def test_what_is_understood_stays_in_sight_with_larger_text(run: Running) -> None:
    bar = run.room.capture.bar
    bar.put(LINES[0])
    QApplication.processEvents()
    for scale in (2.0, 1.0):
        run.app.theme.choose(text_scale=scale)
        for _round in range(5):
            QApplication.processEvents()
        assert bar.chips.geometry().bottom() < bar.height()
        assert bar.chips.geometry().top() > bar.input.geometry().bottom()
