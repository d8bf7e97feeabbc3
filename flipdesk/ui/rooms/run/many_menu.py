"""What can be done with several notes at once, as a menu."""

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.ui.rooms.run.note_changes import NoteChanges
from flipdesk.ui.theme.theme import Theme


class ManyMenu(QMenu):
    """The same as 1 to 6, 0, P and Del: all of it is one step."""

    def __init__(
        self, theme: Theme, record: SessionRecord, changes: NoteChanges, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("many_menu")
        tags = self.addMenu(theme.icon("tag"), _("Potentials"))
        for code in record.codebook.potentials:
            if code.number:
                text = f"{code.number}  {code.name}".replace("&", "&&")
                tags.addAction(text, partial(changes.toggle_potential, code.number))
        self.addAction(_("No potentials"), changes.clear_potentials)
        self.addAction(theme.icon("square-parking"), _("Park"), changes.park)
        self.addSeparator()
        self.addAction(theme.icon("trash-2"), _("Delete"), changes.delete)
