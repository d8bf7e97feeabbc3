"""The commands that take sessions along to other programs."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from flipdesk.domain.selection import Selection
from flipdesk.i18n import _, ngettext
from flipdesk.services.taking_along import TakenAs
from flipdesk.ui.main_window import MainWindow
from flipdesk.ui.rooms.room import RoomTools

_MOST_FOUND = 5_000


class TakeAlongCommands(QObject):
    """One dialog; what is open and what is found in Viden can be chosen in it."""

    def __init__(self, tools: RoomTools, window: MainWindow) -> None:
        super().__init__(window)
        self._tools = tools
        self._window = window
        for command, kind in (
            ("knowledge.take_along", TakenAs.PROJECT),
            ("knowledge.take_numbers", TakenAs.TABLE),
            ("knowledge.publish", TakenAs.DATASETTE),
        ):
            tools.commands.bind(command, partial(self.open, kind))

    def open(self, kind: TakenAs = TakenAs.PROJECT) -> None:
        """Show the dialog for a kind."""
        from flipdesk.ui.dialogs.take_along_dialog import TakeAlongDialog

        TakeAlongDialog(self._tools, self._choices(), self._window, kind).open()

    def _choices(self) -> list[tuple[str, Selection]]:
        """Return what can be chosen, what is nearest first."""
        workspace = self._tools.workspace
        base, record = workspace.desk.base, workspace.record
        choices = [(_("Everything"), Selection())]
        found = self._found()
        if found is not None:
            words = ngettext("What is found: {count}", "What is found: {count}", len(found))
            choices.insert(0, (words.format(count=len(found)), Selection(notes=found)))
        if record is not None:
            choices.append((record.full_title, Selection(sessions=(record.session.id,))))
        choices += [(one.title, Selection(series=(one.id,))) for one in base.series.all()]
        return choices

    def _found(self) -> frozenset[str] | None:
        """Return the ids of all that a search in Viden shows, None when it narrows nothing."""
        from flipdesk.ui.rooms.knowledge.knowledge_room import KnowledgeRoom

        room = self._window.room
        query = room.page.asked() if isinstance(room, KnowledgeRoom) else None
        if query is None:
            return None
        hits = self._tools.workspace.desk.base.search.find(replace(query, limit=_MOST_FOUND))
        return frozenset(one.id for one in hits)
