"""The focus ring: 2 px wide, 1 px outside whatever has the focus, by mouse or by key."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QMenu,
    QMenuBar,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import draw_focus_ring

REACH = 3  # 1 px of ground and 2 px of ring
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ZOrderChange,
    QEvent.Type.ParentChange,
    QEvent.Type.FocusIn,
    QEvent.Type.KeyRelease,
}


class FocusRing(QWidget):
    """The ring itself, transparent for the mouse, lying on the focused widget's ground."""

    def __init__(self, theme: Theme, ground: QWidget) -> None:
        super().__init__(ground)
        self._theme = theme
        self.radius = 6
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        radius = self._theme.px(self.radius) + REACH
        draw_focus_ring(painter, self._theme, self.rect(), radius)
        painter.end()


class FocusFrame(QObject):
    """Follows the focus through the application and rings it; make one and keep it.

    A widget's property focus_radius (logical px) rounds its ring, focus_inside draws the ring
    within the widget, own_focus means that it draws its own. A container whose focus proxy has the
    focus is ringed in its place. Item views with a current row leave the ring to delegates of ours.
    """

    def __init__(self, theme: Theme, app: QApplication) -> None:
        super().__init__(app)
        self._theme = theme
        self._app = app
        self._ring: FocusRing | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._on_app_focus_changed)
        theme.changed.connect(self._follow)

    @property
    def target(self) -> QWidget | None:
        """The widget that is ringed."""
        return self._target

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._follow()
        return super().eventFilter(watched, event)

    def let_go(self) -> None:
        """Ring nothing any more."""
        self._leave()
        self._app.focusChanged.disconnect(self._on_app_focus_changed)
        self._theme.changed.disconnect(self._follow)
        self.deleteLater()

    def _on_app_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._leave()
        target = _ringed(new) if new is not None else None
        ground = _ground_of(target) if target is not None else None
        if target is None or ground is None:
            return
        self._target = target
        self._ring = FocusRing(self._theme, ground)
        self._ring.radius = int(target.property("focus_radius") or 6)
        walker: QWidget | None = target
        while walker is not None and walker is not ground:
            walker.installEventFilter(self)
            self._watched.append(walker)
            walker = walker.parentWidget()
        self._follow()

    def _leave(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = None
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None

    def _follow(self) -> None:
        target, ring = self._target, self._ring
        if target is None or ring is None or not (isValid(target) and isValid(ring)):
            return
        visible = target.isVisible() and not _leaves_ring_to_rows(target)
        ring.setVisible(visible)
        ground = ring.parentWidget()
        if not visible or ground is None:
            return
        reach = 0 if target.property("focus_inside") else REACH
        corner = target.mapTo(ground, QPoint(0, 0))
        ring.setGeometry(QRect(corner, target.size()).adjusted(-reach, -reach, reach, reach))
        ring.raise_()


def _ringed(focused: QWidget) -> QWidget | None:
    if isinstance(focused, (QMenu, QMenuBar)) or focused.property("own_focus"):
        return None
    if focused.window().windowType() == Qt.WindowType.Popup or isinstance(focused, QScrollArea):
        return None
    parent = focused.parentWidget()
    if parent is not None and parent.focusProxy() is focused:
        return parent
    return focused


def _ground_of(target: QWidget) -> QWidget | None:
    # Inside a scroll area the ring scrolls with the content and is cut off at its edge.
    walker = target.parentWidget()
    while walker is not None and not walker.isWindow():
        area = walker.parentWidget()
        outer = area.parentWidget() if area is not None else None
        if isinstance(outer, QAbstractScrollArea) and area is outer.viewport():
            return walker
        walker = area
    return walker


def _leaves_ring_to_rows(target: QWidget) -> bool:
    if not target.inherits("QAbstractItemView"):
        return False
    from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate

    if not (isinstance(target, QAbstractItemView) and target.currentIndex().isValid()):
        return False
    # Qt's own rows show which is chosen, and not whether the keys go there.
    return type(target.itemDelegate()) is not QStyledItemDelegate
