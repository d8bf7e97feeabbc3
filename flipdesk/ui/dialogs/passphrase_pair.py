"""A new passphrase, typed twice."""

from typing import TYPE_CHECKING

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.keys import SHORTEST, refuse_short

if TYPE_CHECKING:
    from flipdesk.ui.dialogs.key_dialog import KeyDialog


class PassphrasePair:
    """Two fields of a dialog, with what a good passphrase is."""

    def __init__(self, dialog: "KeyDialog") -> None:
        self.first = dialog.add_secret("passphrase_first", _("New passphrase"))
        self.second = dialog.add_secret("passphrase_second", _("Once more"))
        self._form = dialog.form
        dialog.add_show()
        self._words = dialog.add_text(
            _(
                "Four or five words that do not belong together are good: at least {count} letters."
                " Nobody can find a passphrase that is forgotten, and FlipDesk keeps none."
            ).format(count=SHORTEST)
        )

    def show(self, *, shown: bool) -> None:
        """Show the fields, or hide them with what is said about them."""
        for one in (self.first, self.second, self._words):
            self._form.setRowVisible(one, shown)

    def passphrase(self) -> str:
        """Return what was typed.

        Raises:
            KnownError: it is too short, or was not typed the same twice.
        """
        typed = self.first.text()
        refuse_short(typed)
        if typed != self.second.text():
            raise KnownError(_("The two are not the same. Write the passphrase twice."))
        return typed
