"""A small picture of what the audience sees, drawn by the painter of its window."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.domain.audience import AudienceView
from flipdesk.i18n import _
from flipdesk.ui.audience.drawing import DESIGNED, AudiencePainter
from flipdesk.ui.audience.words import spoken
from flipdesk.ui.theme.theme import Theme

_UNSEEN = 0.4


class AudiencePreview(QAbstractButton):
    """Faint while nobody sees it; a click asks where and what is to be shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[AudienceView | None, QSize, bool, bool] = (None, DESIGNED, False, False)
        self._width = 138
        self.setObjectName("audience_preview")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.updateGeometry)

    def set_width(self, width: int) -> None:
        """Be so wide, in logical px at 100 %."""
        if width != self._width:
            self._width = width
            self.updateGeometry()

    def show_view(
        self, view: AudienceView | None, size: QSize, *, is_shown: bool, is_blank: bool
    ) -> None:
        """Show this, as it stands on a window of that size."""
        shown = (view, size, is_shown, is_blank)
        if shown == self._shown:
            return
        self._shown = shown
        text = _("Black") if is_blank or view is None else spoken(view)
        seen = _("The audience sees this") if is_shown else _("Not shown to the audience")
        self.setAccessibleName(f"{seen}: {text}")
        self.setToolTip(_("Choose screen and what is shown"))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(self._width), px(round(self._width * 9 / 16)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        view, size, is_shown, is_blank = self._shown
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self._theme.audience_colour("blank"))
        if view is not None and not is_blank:
            scale = min(self.width() / size.width(), self.height() / size.height())
            painter.translate(
                (self.width() - size.width() * scale) / 2,
                (self.height() - size.height() * scale) / 2,
            )
            painter.scale(scale, scale)
            painter.setOpacity(1.0 if is_shown else _UNSEEN)
            AudiencePainter(painter, self._theme, QRect(0, 0, size.width(), size.height())).draw(
                view
            )
        painter.end()
