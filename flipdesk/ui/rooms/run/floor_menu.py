"""What the mouse can do with somebody on the speakers' list."""

from PySide6.QtWidgets import QMenu, QWidget

from flipdesk.domain.vocabulary import QueueKind
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
        entry = row.entry
        if not row.place:
            if floor.now.interrupted is not None:
                back = self.addAction(_("Give the floor back"))
                back.triggered.connect(floor.give_next)
            free = self.addAction(_("The floor is free"))
            free.triggered.connect(lambda: floor.give(None))
            return
        give = self.addAction(theme.icon("volume-2"), _("Give the floor"))
        give.triggered.connect(lambda: floor.give(entry.speaker_id))
        for icon, text, keys, by in (
            ("arrow-up", _("Earlier"), "Alt+Up", -1),
            ("arrow-down", _("Later"), "Alt+Down", 1),
        ):
            move = self.addAction(theme.icon(icon), f"{text}\t{key_text(keys)}")
            move.triggered.connect(lambda _checked=False, by=by: floor.move(entry, by))
        speaker_id = entry.speaker_id
        if entry.kind is QueueKind.FLOOR and speaker_id is not None:
            reply = self.addAction(_("Reply"))
            reply.triggered.connect(lambda: floor.reply(speaker_id))
        words = _("Take off")
        remove = self.addAction(theme.icon("x"), f"{words}\t{key_text('Del')}")
        remove.triggered.connect(lambda: floor.take_off(entry))
