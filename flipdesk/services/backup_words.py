"""When and why a backup was made, in words."""

from flipdesk.domain.backup import (
    BEFORE_RESTORE,
    BY_HAND,
    CLOSING,
    RUNNING,
    SESSION_END,
    Backup,
)
from flipdesk.i18n import _


def reason_words(backup: Backup) -> str:
    """Return why a backup was made, "" when that is not known."""
    reasons = {
        RUNNING: _("made while somebody worked"),
        SESSION_END: _("made at the end of a session"),
        CLOSING: _("made at closing"),
        BY_HAND: _("made by hand"),
        BEFORE_RESTORE: _("before a backup was restored"),
        "before-delete": _("before something was deleted"),
        "before-migration": _("before a new FlipDesk took it over"),
    }
    return next((words for key, words in reasons.items() if backup.reason.startswith(key)), "")
