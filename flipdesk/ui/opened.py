"""What a window says of its knowledge base once it is open, and its answer to a second window."""

from typing import Protocol

from PySide6.QtCore import QObject

from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.ui.first_window import FirstWindow
from flipdesk.ui.idle_work import IdleWork
from flipdesk.ui.main_window import MainWindow
from flipdesk.ui.message_area import MessageArea
from flipdesk.ui.reading_banner import ReadingBanner


class Said(Protocol):
    """What the stage has to say: over every room all the while, and once."""

    @property
    def banner(self) -> str: ...
    @property
    def told(self) -> str: ...


class Opened(QObject):
    """With `wants_rescue` somebody wants to see what a backup says of what the disk changed."""

    def __init__(
        self,
        window: MainWindow,
        base: KnowledgeBase,
        messages: MessageArea,
        idle_work: IdleWork,
        said: Said,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._base = base
        self._messages = messages
        self._is_told = False
        self.wants_rescue = False
        if said.banner:
            window.insert_below_strip(ReadingBanner(window.theme, said.banner))
        if said.told:
            messages.show_message("success", said.told)
        if base.database.lacks_log:
            self._tell(
                _(
                    "The file with the newest changes is gone from the folder: what was written"
                    " last may be missing."
                )
            )
        idle_work.rested.connect(self._on_rested)
        self._first = FirstWindow(base.folder, window)

    def let_go(self) -> None:
        self._first.let_go()

    def _on_rested(self) -> None:
        if self._base.seals.broken and not self._is_told:
            self._is_told = True
            self._tell(
                _(
                    "Something in this knowledge base is not as FlipDesk wrote it: the disk or"
                    " another program has changed it."
                )
            )

    def _tell(self, sentence: str) -> None:
        choices = ((_("See what a backup says"), self._look),)
        self._messages.show_message("danger", sentence, choices=choices)

    def _look(self) -> None:
        self.wants_rescue = True
        self._window.close()
        # Something may be in the way, such as a recording.
        self.wants_rescue = not self._window.isVisible()
