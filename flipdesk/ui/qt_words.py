"""Words of Qt's own dialogs that its Danish catalogue leaves in English."""

from PySide6.QtCore import QTranslator
from typing_extensions import override

from flipdesk.i18n import N_, _

_CONTEXT = "QFileDialog"
_WORDS = {
    "Look in:": N_("Look in:"),
    "&Look in:": N_("&Look in:"),
    "Files of type:": N_("Files of type:"),
    "Files of &type:": N_("Files of &type:"),
}


class QtWords(QTranslator):
    """Asked before Qt's own catalogue; answers only for what that lacks."""

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        word = _WORDS.get(sourceText) if context == _CONTEXT else None
        return None if word is None else _(word)
