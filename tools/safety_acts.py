"""What is done before a picture of backups or of erasing is taken."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from flipdesk.app import App
from flipdesk.domain.clock import ManualClock
from flipdesk.ui.dialogs.backups_dialog import BackupsDialog
from flipdesk.ui.dialogs.erasure_dialog import ErasureDialog


def dialog_of(kind: type[QDialog]) -> Callable[[App], QWidget]:
    """Return what finds the open dialog of a kind."""

    def find(app: App) -> QWidget:
        (dialog,) = (one for one in app.window.findChildren(kind) if one.isVisible())
        return dialog

    return find


def try_a_backup(app: App) -> None:
    """Make two backups with a change between, and try the older one."""
    first = app.base.back_up("running")
    clock = app.workspace.desk.clock
    assert isinstance(clock, ManualClock)
    clock.advance(minutes=10)
    note = app.workspace.desk.capturing
    record = app.workspace.record
    assert record is not None
    app.workspace.perform(lambda: note.change(record.reflections[0], text="Rettet bagefter."))
    app.base.back_up("session-end")
    app.commands.action("kb.backups").trigger()
    QApplication.processEvents()
    dialog = app.window.findChild(BackupsDialog)
    assert dialog is not None
    dialog.choose(first)
    dialog.try_button.click()


def wish_to_erase(app: App) -> None:
    """Ask for everything that carries one participant."""
    record = app.workspace.record
    assert record is not None
    person = record.by_initials("MH")
    assert person is not None
    app.workspace.person_erasure_wanted.emit(person.person_id)
    # It is looked for in short steps, and shown when all is found.
    while not any(one.isVisible() for one in app.window.findChildren(ErasureDialog)):
        QApplication.processEvents()


backups = dialog_of(BackupsDialog)
erasing = dialog_of(ErasureDialog)
