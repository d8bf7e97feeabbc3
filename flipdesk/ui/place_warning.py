"""Warning of a knowledge base in a folder that syncs or lies on a network."""

from pathlib import Path

from PySide6.QtCore import QObject

from flipdesk.services.folder_place import FolderPlace, folder_place
from flipdesk.ui.jobs import Err, JobRunner, Ok, Progress
from flipdesk.ui.message_area import MessageArea


class PlaceWarning(QObject):
    """Looks once when the knowledge base is opened, off the window's thread: a drive may hang."""

    def __init__(self, messages: MessageArea, parent: QObject) -> None:
        super().__init__(parent)
        self._messages = messages

    def look(self, folder: Path, jobs: JobRunner, title: str) -> None:
        """Look at a folder, and say it when recordings are not safe there."""

        def work(_progress: Progress) -> FolderPlace:
            return folder_place(folder)

        jobs.run(title, work, self._on_found)

    def _on_found(self, result: Ok[FolderPlace] | Err) -> None:
        if isinstance(result, Ok) and not result.value.is_safe:
            self._messages.show_problem(result.value.sentence())
