"""The searches that were kept: a menu to make one again, keep the one that stands, forget one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from flipdesk.domain.saved_search import SavedSearch
from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button


class SavedButton(Button):
    """`chosen` carries a search, `keep_requested` the name proposed, `forget_requested` an id."""

    chosen = Signal(object)
    keep_requested = Signal(str)
    forget_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Kept searches"), kind="quiet")
        self.setParent(parent)
        self.setObjectName("saved_searches")
        self._searches: tuple[SavedSearch, ...] = ()
        self._can_keep = False
        self._proposal = ""
        self.saved_menu = QMenu(self)
        self.saved_menu.setAccessibleName(_("Kept searches"))
        self.clicked.connect(self._open)

    def show_searches(self, searches: Sequence[SavedSearch]) -> None:
        """Offer these searches."""
        self._searches = tuple(searches)

    def offer_to_keep(self, proposal: str, *, can_keep: bool) -> None:
        """Say whether there is a search to keep, and how it could be called."""
        self._proposal, self._can_keep = proposal, can_keep

    def fill(self) -> None:
        """Fill the menu with what can be done now."""
        menu = self.saved_menu
        menu.clear()
        for one in self._searches:
            menu.addAction(_shown(one.name), partial(self.chosen.emit, one))
        if self._searches:
            menu.addSeparator()
        keep = menu.addAction(_("Keep this search…"), self._ask)
        keep.setEnabled(self._can_keep)
        if self._searches:
            gone = menu.addMenu(_("Forget a search"))
            for one in self._searches:
                gone.addAction(_shown(one.name), partial(self.forget_requested.emit, one.id))

    def _open(self) -> None:
        self.fill()
        self.saved_menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _ask(self) -> None:
        self.keep_requested.emit(self._proposal)


def _shown(name: str) -> str:
    # Qt takes a single & for the letter that chooses the entry.
    return name.replace("&", "&&")
