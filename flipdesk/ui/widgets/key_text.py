"""Names of keys as people see them on their keyboard."""

import sys

from flipdesk.i18n import pgettext


def with_keys(words: str, keys: str) -> str:
    """Return words with keys behind them, as tooltips have them; the words alone without keys."""
    return f"{words} ({keys})" if keys else words


def key_text(keys: str) -> str:
    """Return portable keys such as "Ctrl+Shift+N" as they are printed, "" for none."""
    if sys.platform == "darwin":
        from PySide6.QtGui import QKeySequence

        return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    names = {
        "Shift": pgettext("key", "Shift"),
        "PgDown": "PgDn",
        "Return": "Enter",
        "Space": pgettext("key", "Space"),
        "Del": pgettext("key", "Del"),
        "Left": pgettext("key", "Left"),
        "Right": pgettext("key", "Right"),
        "Up": pgettext("key", "Up"),
        "Down": pgettext("key", "Down"),
    }
    return "+".join(names.get(part, part) for part in keys.split("+")) if keys else ""
