"""All that can be done with the agenda while it runs, as a menu of one item."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QMenu, QWidget

from flipdesk.domain.agenda import AgendaItem
from flipdesk.i18n import _
from flipdesk.ui.commands import Commands
from flipdesk.ui.theme.theme import Theme

REMEDIES = (
    "run.longer",
    "run.shorter",
    "run.take_from_buffer",
    "run.shorten_next",
    "run.skip_next",
)


class AgendaNowMenu(QMenu):
    """What concerns the item stands first, then the remedies, then the clock and the end."""

    def __init__(
        self,
        theme: Theme,
        commands: Commands,
        item: AgendaItem,
        acts: Mapping[str, Callable[[], object]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("agenda_now_menu")
        if item.started is None:
            self.addAction(theme.icon("play"), _("Begin now"), acts["begin"])
            words = _("Hold it after all") if item.skipped else _("Skip it")
            self.addAction(theme.icon("skip-forward"), words, acts["skip"])
            self.addAction(theme.icon("arrow-up"), _("Earlier"), acts["earlier"])
            self.addAction(theme.icon("arrow-down"), _("Later"), acts["later"])
            self.addSeparator()
        for command in REMEDIES:
            self.addAction(commands.action(command))
        self.addSeparator()
        self.addAction(commands.action("run.pause"))
        self.addAction(commands.action("run.end"))
