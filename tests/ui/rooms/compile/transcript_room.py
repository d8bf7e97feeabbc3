"""Bearbejd with a transcript, and ways to act in its pane."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from flipdesk.domain.reflection import Reflection
from flipdesk.domain.transcript import Transcript, TranscriptKind, TranscriptSegment
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.models.transcript_rows import SegmentRow
from flipdesk.ui.rooms.compile.transcript_pane import TranscriptPane
from tests.helpers.app import TestApp, sample_session_id
from tests.helpers.transcripts import segments, stored, transcript

MINUTE = 60_000
PIECES = (
    (13 * MINUTE, 13 * MINUTE + 8_000, "S00", "Vi ved noget om gribning fra samtalerne."),
    (13 * MINUTE + 9_000, 13 * MINUTE + 12_000, "S00", "Og det er ret sikkert."),
    (36 * MINUTE, 36 * MINUTE + 10_000, "S01", "Hun nævnte et bageri. Jeg hørte det ikke."),
    (110 * MINUTE, 110 * MINUTE + 4_000, "S02", "Bageriet igen."),
)


def with_transcript(app: TestApp, kind: TranscriptKind = TranscriptKind.IMPORTED) -> Transcript:
    made = transcript(sample_session_id(), kind)
    app.workspace.tell(stored(app.base, made, segments(made, *PIECES)))
    return made


def pieces(pane: TranscriptPane) -> tuple[TranscriptSegment, ...]:
    owner = pane.transcript
    assert owner is not None
    return pane._workspace.desk.base.transcript_segments.of_transcript(owner.id)


def texts(pane: TranscriptPane) -> list[str]:
    model = pane.list.segments
    return [row(pane, n).text for n in range(model.rowCount())]


def row(pane: TranscriptPane, number: int) -> SegmentRow:
    found = pane.list.segments.index(number).data(Role.ROW)
    assert isinstance(found, SegmentRow)
    return found


def choose(pane: TranscriptPane, number: int) -> None:
    pane.list.setFocus()
    pane.list.choose(pane.segments[number].id)


def editor(pane: TranscriptPane, number: int, cursor: int) -> QPlainTextEdit:
    """Open the editor as F2 does, the cursor before a letter."""
    choose(pane, number)
    QTest.keyClick(pane.list, Qt.Key.Key_F2)
    found = pane.list.editor
    assert found is not None
    at = found.textCursor()
    at.setPosition(cursor)
    found.setTextCursor(at)
    return found


def menu_action(pane: TranscriptPane, name: str) -> QAction:
    """Open the menu with the button and return one of its actions, submenus included."""
    QTest.mouseClick(pane.menu_button, Qt.MouseButton.LeftButton)
    menu = pane.findChild(QMenu, "transcript_menu")
    assert menu is not None
    found = menu.findChild(QAction, name)
    menu.hide()
    assert found is not None, name
    return found


def newest(app: TestApp, before: set[str]) -> Reflection:
    (made,) = [one for one in app.base.reflections.of_session(sample_session_id())
               if one.id not in before]  # fmt: skip
    return made


def reflections(app: TestApp) -> set[str]:
    return {one.id for one in app.base.reflections.of_session(sample_session_id())}
