"""The field for a clock time, with a dot as in kl. 9.30."""

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QTimeEdit, QWidget

from flipdesk.i18n import language
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.number_field import EDGE
from flipdesk.ui.widgets.typed_parts import TypedParts

_FORMATS = {"da": "H.mm", "en": "H:mm"}


class TimeField(QTimeEdit):
    """A clock time in the form of the language in use."""

    def __init__(
        self, theme: Theme, name: str, time: QTime | None = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setDisplayFormat(_FORMATS[language()])
        self.setTime(time or QTime(9, 0))
        TypedParts(self)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.lineEdit().setTextMargins(self._theme.px(EDGE), 0, 0, 0)
