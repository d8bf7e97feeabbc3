"""What the mouse can do with somebody on the speakers' list."""

from PySide6.QtWidgets import QMenu, QWidget

from flipdesk.i18n import _
from flipdesk.ui.models.floor_model import FloorRow
from flipdesk.ui.rooms.run.floor import Floor
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.key_text import key_text


class FloorMenu(QMenu):
    """The same as Enter, Alt+Up, Alt+Down and Del."""

    def __init__(self, theme: Theme, floor: Floor, row: FloorRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("floor_menu")
        one = row.participant_id
        if not row.place:
            free = self.addAction(_("The floor is free"))
            free.triggered.connect(lambda: floor.give(None))
            return
        give = self.addAction(theme.icon("volume-2"), _("Give the floor"))
        give.triggered.connect(lambda: floor.give(one))
        for icon, text, keys, by in (
            ("arrow-up", _("Earlier"), "Alt+Up", -1),
            ("arrow-down", _("Later"), "Alt+Down", 1),
        ):
            move = self.addAction(theme.icon(icon), f"{text}\t{key_text(keys)}")
            move.triggered.connect(lambda _checked=False, by=by: floor.move(one, by))
        words = _("Take off")
        remove = self.addAction(theme.icon("x"), f"{words}\t{key_text('Del')}")
        remove.triggered.connect(lambda: floor.remove(one))
