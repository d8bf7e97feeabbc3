"""What is typed in a field and not yet stored, kept through a crash."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from flipdesk.domain.ids import SessionId
from flipdesk.services.drafts import Draft
from flipdesk.ui.rooms.run.capture_bar import KEEP_WITHIN_MS
from flipdesk.ui.workspace import Workspace


class FieldDraft(QObject):
    """Kept at most 0.4 s after any key stroke; let go of when the field is emptied or stored."""

    def __init__(self, field: QLineEdit, workspace: Workspace, place: str) -> None:
        super().__init__(field)
        self._field = field
        self._workspace = workspace
        self._place = place
        self._session_id: SessionId | None = None
        self._keeping = QTimer(self, singleShot=True)
        self._keeping.setInterval(KEEP_WITHIN_MS)
        self._keeping.timeout.connect(self._keep)
        self._is_kept = False
        self.is_pending = False
        """Whether something is typed that is not stored."""
        field.textEdited.connect(self._on_field_text_edited)
        field.textChanged.connect(self._on_field_text_changed)
        field.editingFinished.connect(self.flush)

    def show_session(self, session_id: SessionId | None) -> None:
        """Go on with what was begun in a session."""
        if session_id == self._session_id:
            return
        self.flush()
        self._session_id = None
        drafts = self._workspace.desk.drafts
        draft = drafts.of(session_id, self._place) if session_id is not None else Draft()
        self._field.setText(draft.text)
        self.is_pending = self._is_kept = bool(draft.text)
        self._session_id = session_id

    def flush(self) -> None:
        """Keep at once what has been typed."""
        if self._keeping.isActive():
            self._keeping.stop()
            self._keep()

    def forget(self) -> None:
        """Let go of the draft: what was typed is stored."""
        self._keeping.stop()
        self.is_pending = False
        if self._is_kept:
            self._store("")

    def _keep(self) -> None:
        self._store(self._field.text())

    def _store(self, text: str) -> None:
        session_id, desk = self._session_id, self._workspace.desk
        if session_id is not None and desk.base.sessions.get(session_id) is not None:
            # It has no moment of its own: its note gets the one at which it is stored.
            desk.drafts.keep(session_id, Draft(text), self._place)
            self._is_kept = bool(text)

    def _on_field_text_edited(self, text: str) -> None:
        self.is_pending = bool(text)
        if not self._keeping.isActive():
            self._keeping.start()

    def _on_field_text_changed(self, text: str) -> None:
        if not text and self._session_id is not None:
            self.forget()
