"""Making a knowledge base: encrypted, as is recommended, or not."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.knowledge.keys import Keys
from flipdesk.ui.dialogs.key_dialog import KeyDialog
from flipdesk.ui.dialogs.passphrase_pair import PassphrasePair
from flipdesk.ui.jobs import JobRunner
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button


class NewBaseDialog(KeyDialog):
    """Accepted, it is to be made with `keys`, or without any when they are None."""

    def __init__(
        self, theme: Theme, folder: Path, jobs: JobRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme, "new_base_dialog", _("New knowledge base"), _("Make it encrypted"), jobs, parent
        )
        self._folder = folder
        self.keys: Keys | None = None
        self.recovery = ""
        words = _(
            "FlipDesk makes {name} in {place}. Recordings and notes about people should be"
            " encrypted: then a lost computer tells nothing."
        )
        self.add_text(words.format(name=folder.name, place=folder.parent))
        self.pair = PassphrasePair(self)
        self.plain_button = Button(theme, _("Without encryption"), kind="quiet")
        self.plain_button.setObjectName("new_base_plain")
        self.plain_button.clicked.connect(self._on_plain_clicked)
        self.buttons.insertWidget(0, self.plain_button)

    @override
    def begin(self) -> None:
        work = partial(Keys.create, self._folder, self.pair.passphrase())
        self.work_on(_("Making the keys …"), work, self._on_made)

    def _on_made(self, made: tuple[Keys, str]) -> None:
        self.keys, self.recovery = made
        self.end()

    def _on_plain_clicked(self) -> None:
        if not self.is_busy:
            self.end()
