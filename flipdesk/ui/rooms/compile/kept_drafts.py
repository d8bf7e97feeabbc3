"""Drafts of the open session, kept while something is being written."""

from PySide6.QtCore import QObject, Signal

from flipdesk.errors import KnownError
from flipdesk.ui.workspace import Workspace


class KeptDrafts(QObject):
    """By the GUID of a note, a segment or a change that came back."""

    changed = Signal()
    """Another text has a draft now, or one has none any more."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace

    def of(self, key: str) -> str:
        """Return what was being written, "" for nothing."""
        session_id = self._workspace.session_id
        if session_id is None:
            return ""
        return self._workspace.desk.text_drafts.of(session_id).get(key, "")

    def keep(self, key: str, text: str) -> None:
        """Keep a draft, "" for none; a disk that does not take it is told of."""
        session_id, drafts = self._workspace.session_id, self._workspace.desk.text_drafts
        if session_id is None:
            return
        before = set(drafts.of(session_id))
        try:
            drafts.keep(session_id, key, text)
        except KnownError as error:
            self._workspace.problem.emit(str(error))
        if set(drafts.of(session_id)) != before:
            self.changed.emit()
