"""Labels in the roles of the type scale; they follow the theme by themselves."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.drawing import draw_text


class Label(QLabel):
    """A label with a font role and a token's colour."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: FontRole = "body",
        colour: str = "text",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._role: FontRole = role
        self._colour = colour
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        theme.changed.connect(self.restyle)
        self.restyle()

    def set_look(self, role: FontRole | None = None, colour: str | None = None) -> None:
        """Change the role or the colour."""
        self._role = role or self._role
        self._colour = colour or self._colour
        self.restyle()

    def restyle(self) -> None:
        """Take font and colours anew."""
        self.setFont(self._theme.font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.colour(self._colour))
        palette.setColor(QPalette.ColorRole.Link, self._theme.colour("accent"))
        self.setPalette(palette)


class ElidedLabel(Label):
    """One line that gives way: elided at the right, the whole text in the tooltip."""

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        wide = draw_text(painter, self._theme, self.rect(), self.text(), self._role, self._colour)
        self.setToolTip(self.text() if wide < self.sizeHint().width() else "")
        painter.end()


class Body(Label):
    """Plain text."""

    def __init__(self, theme: Theme, text: str = "", *, wrap: bool = False) -> None:
        super().__init__(theme, text, wrap=wrap)


class Caption(Label):
    """The smallest size, muted unless told otherwise."""

    def __init__(
        self, theme: Theme, text: str = "", colour: str = "muted", *, wrap: bool = False
    ) -> None:
        super().__init__(theme, text, "caption", colour, wrap=wrap)


class Muted(Label):
    """Muted plain text."""

    def __init__(self, theme: Theme, text: str = "", *, wrap: bool = False) -> None:
        super().__init__(theme, text, "body", "muted", wrap=wrap)


class Strong(Label):
    """Names and row titles."""

    def __init__(self, theme: Theme, text: str = "", *, wrap: bool = False) -> None:
        super().__init__(theme, text, "strong", wrap=wrap)


class Heading(Label):
    """A current block or a document heading."""

    def __init__(self, theme: Theme, text: str = "", *, wrap: bool = False) -> None:
        super().__init__(theme, text, "heading", wrap=wrap)


class Title(Label):
    """A room's one title."""

    def __init__(self, theme: Theme, text: str = "") -> None:
        super().__init__(theme, text, "title")


class FieldLabel(Label):
    """The muted label of a field; its mnemonic leads there and its text names it."""

    def __init__(self, theme: Theme, text: str, buddy: QWidget) -> None:
        super().__init__(theme, text, "body", "muted")
        self.setBuddy(buddy)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        if not buddy.accessibleName():
            buddy.setAccessibleName(text.replace("&", ""))
