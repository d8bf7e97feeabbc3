"""What is done in Bearbejd before a picture of it is taken; every text is made up."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from flipdesk.app import App
from flipdesk.domain.reflection import Reflection
from flipdesk.ui.rooms.compile.compile_room import CompileRoom

CITIZEN = "En borger, Fatima, nævnte et bageri tre gange, før jeg hørte det. Jeg var i skemaet."
AGAIN = "Fatima siger mere på gåturen end ved bordet. Hun ringede bagefter fra 23 45 67 89."
REWRITTEN = "Måltallet er lederens problem. Det skal siges højere."
SPOKEN = """WEBVTT

00:35:12.000 --> 00:35:38.000
<v Taler 4>Jo, men hos os var det jo lige omvendt. Jeg sad med skemaet foran mig.

00:35:40.000 --> 00:36:58.000
<v Taler 4>Hun nævnte et bageri. Altså ikke én gang, hun nævnte det tre gange, før jeg hørte det.

00:37:02.000 --> 00:37:20.000
<v Taler 4>Hun sagde det jo. Jeg skrev bare noget andet.

00:39:34.000 --> 00:40:10.000
<v Taler 7>Det er jo også, fordi vi bliver målt på, hvor mange samtaler vi når.

00:40:15.000 --> 00:41:02.000
<v Taler 7>Vi skal nå et antal samtaler og samtidig have tid til at følge op på det, der siges.

00:43:08.000 --> 00:43:40.000
<v Taler 5>Undskyld, men måltallet er mit problem som leder, ikke jeres.
"""


def open_editor(app: App) -> None:
    """Rewrite a note once and open it again, so that what was said in the room stands above."""
    room, note = _room(app), _note(app, "Måltallet er mit problem")
    capturing = room.workspace.desk.capturing
    room.workspace.perform(lambda: capturing.change(note, text=REWRITTEN))
    notes = room.notes_pane.list
    room.minutes_pane.view.draw()
    room.notes_pane.choose(note.id)
    QApplication.processEvents()
    notes.scrollTo(notes.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
    notes.edit_current()


def ask_what_to_do(app: App) -> None:
    """Let two notes say who a citizen is, and wish for the Word file."""
    room = _room(app)
    capturing = room.workspace.desk.capturing
    for begins, text in (("En borger nævnte et bageri", CITIZEN), ("De unge siger mere", AGAIN)):
        room.workspace.perform(partial(capturing.change, _note(app, begins), text=text))
    QApplication.processEvents()
    app.commands.action("minutes.write").trigger()


def compare_with_now(app: App) -> None:
    """Rewrite two texts after the draft was written, and lay it beside them."""
    room = _room(app)
    capturing = room.workspace.desk.capturing
    for begins, text in (
        ("Måltallet er mit problem", REWRITTEN),
        ("De unge siger mere", "De unge siger mere på gåturen end ved bordet og i telefonen."),
    ):
        room.workspace.perform(partial(capturing.change, _note(app, begins), text=text))
    app.commands.action("minutes.compare").trigger()
    comparison(app).resize(app.window.width() * 5 // 8, app.window.height() * 4 // 7)


def read_a_transcript(app: App) -> None:
    """Take in a transcript and show it with the speakers that the turns propose."""
    room = _room(app)
    session_id = room.workspace.session_id
    assert session_id is not None
    imports = room.workspace.desk.transcript_import
    read = imports.read(SPOKEN.encode(), "samtaleflip-3.vtt")
    place = imports.proposed_place(session_id, read)
    room.workspace.perform(lambda: imports.store(session_id, read, place).step)
    app.commands.action("transcript.show").trigger()


def comparison(app: App) -> QWidget:
    """Return the window in which versions lie beside each other."""
    found = app.window.findChild(QWidget, "comparison_dialog")
    assert isinstance(found, QWidget)
    return found


def minutes(app: App) -> QWidget:
    """Return the pane of the minutes."""
    return _room(app).minutes_pane


def transcript(app: App) -> QWidget:
    """Return the column with the transcript."""
    return _room(app).spoken


def _room(app: App) -> CompileRoom:
    room = app.window.room
    assert isinstance(room, CompileRoom)
    return room


def _note(app: App, begins: str) -> Reflection:
    record = app.workspace.record
    notes: Sequence[Reflection] = record.reflections if record is not None else ()
    (found,) = (one for one in notes if one.text.startswith(begins))
    return found
