"""Which stretches of recordings are to be coded, and hearing them."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from flipdesk.domain.coding import Coding
from flipdesk.domain.ids import SessionId
from flipdesk.domain.playing import main_recording
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.ui.rooms.knowledge.coding.coding_acts import CodingActs
from flipdesk.ui.rooms.knowledge.coding.stretch_dialog import Act, StretchDialog
from flipdesk.ui.rooms.knowledge.coding.subjects import Stretch, Subject
from flipdesk.ui.rooms.knowledge.moments import Moments
from flipdesk.ui.rooms.room import RoomTools

_LENGTH_MS = 30_000
"""What is proposed, from the moment of what was chosen."""


class SoundChoosing(QObject):
    """Remembers what was chosen until it is coded; `chosen` carries a stretch."""

    chosen = Signal(object)

    def __init__(self, tools: RoomTools, acts: CodingActs, page: QWidget) -> None:
        super().__init__(page)
        self._tools = tools
        self._acts = acts
        self._page = page
        self._moments = Moments(tools)
        self._chosen: dict[SessionId, list[Stretch]] = {}

    def chosen_in(self, session_id: SessionId) -> tuple[Stretch, ...]:
        """Return what was chosen in a session since this page was opened."""
        return tuple(self._chosen.get(session_id, ()))

    def choose(self, record: SessionRecord, subject: Subject | None) -> None:
        """Ask for a stretch of a recording, from what is chosen in the list on."""
        session_id, at_ms = record.session.id, (subject.at_ms if subject else None) or 0
        begun = subject.stretch if subject and subject.stretch else (at_ms, at_ms + _LENGTH_MS)

        def take(stretch: Stretch) -> None:
            self._chosen.setdefault(session_id, []).append(stretch)
            self.chosen.emit(stretch)

        self._ask(session_id, (_("Code sound"), _("Choose")), begun, take)

    def move(self, coding: Coding) -> None:
        """Ask where a code of sound is to begin and end."""
        if coding.from_ms is None or coding.to_ms is None:
            return

        def move(stretch: Stretch) -> None:
            self._tools.workspace.do(lambda: self._acts.stretch(coding.id, stretch))
            self.chosen.emit(stretch)

        begun = (coding.from_ms, coding.to_ms)
        self._ask(coding.session_id, (_("Move its ends"), _("Move")), begun, move)

    def hear(self, record: SessionRecord, subject: Subject) -> None:
        """Hear a stretch whole, anything else at its moment; or stop it."""
        if subject.stretch is not None:
            self._moments.toggle_stretch(record.session.id, *subject.stretch)
        elif subject.at_ms is not None and main_recording(record.recordings) is not None:
            self._moments.toggle(record.session.id, subject.at_ms)

    def stop(self) -> None:
        """Let it be silent."""
        self._moments.stop()

    def _ask(self, session_id: SessionId, words: tuple[str, str], begun: Stretch, act: Act) -> None:
        dialog = StretchDialog(self._tools.theme, *words, act, self._page)
        dialog.hear_wanted.connect(
            lambda begin, end: self._moments.toggle_stretch(session_id, begin, end)
        )
        dialog.finished.connect(self._moments.stop)
        dialog.open_with(begun)
