"""Between the wish to write minutes and the writing: what has to be decided first is asked here."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from flipdesk.domain.concern import Concern
from flipdesk.domain.consent_effect import consent_effect
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.minutes_state import Standing
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _, ngettext
from flipdesk.services.minutes import DRAFT
from flipdesk.ui.rooms.compile.gate_page import GatePage, GateSubject
from flipdesk.ui.rooms.compile.minutes_writing import MinutesWriting
from flipdesk.ui.rooms.room import RoomTools

AT_ONCE = 150
"""How many texts are read at a time: 20 ms."""


class MinutesGate(QObject):
    """Shows the list instead of the paper while something is to be decided, and then writes."""

    looked = Signal()
    """`concerns` are about the minutes that are shown."""
    opened = Signal()
    """The list is to be seen now."""

    def __init__(self, tools: RoomTools, paper: QWidget, writing: MinutesWriting) -> None:
        super().__init__(paper)
        self._workspace = tools.workspace
        self._paper = paper
        self._writing = writing
        self._about = ""
        self._waits = False
        self._path: Path | None = None
        self._standing = DRAFT
        self._again: Callable[[], MinutesSnapshot] | None = None
        self._shown: tuple[MinutesSnapshot, SessionRecord] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._read)
        self.concerns: tuple[Concern, ...] = ()
        self.page = GatePage(
            tools.theme, tools.workspace, tools.commands, _("Back to the minutes"), _counted
        )
        self.page.hide()
        self.page.left.connect(self.close)

    @property
    def must(self) -> tuple[Concern, ...]:
        """What has to be decided about the minutes that are shown."""
        return tuple(one for one in self.concerns if one.must)

    def write(
        self,
        snapshot: MinutesSnapshot,
        record: SessionRecord,
        path: Path | None = None,
        *,
        standing: Standing = DRAFT,
        again: Callable[[], MinutesSnapshot] | None = None,
    ) -> None:
        """Write minutes in which everything is decided; else ask, and write when it is.

        `standing` is what the snapshot says of itself. The texts may be others by then: `again`
        makes the snapshot anew where it is not the one that is shown.
        """
        self._look(snapshot, record)
        if not self.must:
            self._writing.write(snapshot, path, standing=standing)
            return
        self._waits, self._path, self._standing, self._again = True, path, standing, again
        self.open()

    def follow(self, snapshot: MinutesSnapshot, record: SessionRecord) -> None:
        """Look at the minutes that are shown now; other minutes put the list away."""
        if _identity(snapshot) != self._about:
            self.close()
        self._about, self._shown = _identity(snapshot), (snapshot, record)
        self._read()

    def _read(self) -> None:
        """Look at once where there is little new to read, else bit by bit between other work."""
        if self._shown is None:
            return
        snapshot, record = self._shown
        if not self._workspace.desk.gate.learn(snapshot, record, AT_ONCE):
            self._later.start()
            return
        self._shown = None
        self._look(snapshot, record)
        self.looked.emit()
        if self._waits and not self.must:
            path, standing, again = self._path, self._standing, self._again
            self.close()
            wanted = snapshot if again is None else again()
            self._writing.write(wanted, path, standing=standing)

    def open(self) -> None:
        """Show the list."""
        self._paper.hide()
        self.page.show()
        self.opened.emit()
        self.page.take_focus()

    def close(self) -> None:
        """Show the paper again, and write nothing."""
        had_focus = any(one.hasFocus() for one in self.page.findChildren(QWidget))
        self._waits, self._path, self._standing, self._again = False, None, DRAFT, None
        self.page.hide()
        self._paper.show()
        if had_focus:
            self._paper.setFocus()

    def _look(self, snapshot: MinutesSnapshot, record: SessionRecord) -> None:
        self._about = _identity(snapshot)
        self.concerns = self._workspace.desk.gate.concerns(snapshot, record)
        effect = consent_effect(snapshot.withheld)
        subject = GateSubject(snapshot.session_id, snapshot.audience, snapshot.language, effect)
        self.page.show_concerns(subject, self.concerns)


def _counted(count: int) -> str:
    if not count:
        return ""
    words = ngettext(
        "{count} thing to decide before the minutes are written",
        "{count} things to decide before the minutes are written",
        count,
    )
    return words.format(count=count)


def _identity(snapshot: MinutesSnapshot) -> str:
    return f"{snapshot.session_id} {snapshot.audience} {snapshot.language}"
