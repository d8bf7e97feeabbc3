"""What says in its place that a file is saved, and opens it or shows where it lies."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from flipdesk.i18n import _
from flipdesk.ui.showing_files import OpenUrl, show_file, show_folder
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.inline_message import InlineMessage


class SavedMessage(InlineMessage):
    """`open_url` shows a file in the user's own program; `complain` is told when nothing does."""

    def __init__(
        self,
        theme: Theme,
        path: Path,
        open_url: OpenUrl,
        complain: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        self._sentence = _("Saved: {name}").format(name=path.name)
        super().__init__(theme, "success", self._sentence, closable=True, parent=parent)
        self.setToolTip(str(path))
        self.open_button = self.add_choice(_("Open"))
        self.open_button.clicked.connect(lambda: show_file(path, open_url, complain))
        self.folder_button = self.add_choice(_("Show in folder"))
        self.folder_button.clicked.connect(lambda: show_folder(path, open_url, complain))

    def tell(self) -> None:
        """Show it, and let a screen reader say it."""
        self.show()
        announce(self, self._sentence)
