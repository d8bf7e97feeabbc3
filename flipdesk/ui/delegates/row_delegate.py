"""What all row delegates share: ground, line, focus ring, tooltips and cached heights."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)
from typing_extensions import override

from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import draw_focus_ring

Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints the frozen row under Role.ROW; subclasses give height and content.

    A selected row stands on accent_tint with a 3 px bar at its left; the current row of a focused
    view carries the focus ring. `bar` says whether the bar is drawn by selection.
    """

    bar = True
    line = True

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Drop what was measured with another theme."""

    def row_height(self, row: object, width: int) -> int:
        """Return the height in px of a row that is width px wide."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        """Paint a row's content."""
        raise NotImplementedError

    def tooltip(self, row: object, rect: QRect, at: QHelpEvent) -> str:  # noqa: ARG002
        """Return the tooltip of a row; the whole of what may be cut off."""
        return str(getattr(row, "spoken", ""))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(Role.ROW)
        view = option.widget
        width = option.rect.width()
        if isinstance(view, QAbstractItemView):
            width = view.viewport().width()
        return QSize(0, self.row_height(row, width) if row is not None else 0)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Role.ROW)
        if row is None:
            return
        rect = option.rect
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        self.paint_ground(painter, rect, selected=selected and self.bar)
        if self.line and index.row() < index.model().rowCount() - 1:
            bottom = QRect(rect.x(), rect.bottom(), rect.width(), 1)
            painter.fillRect(bottom, self.theme.colour("border"))
        self.paint_row(painter, rect, row, selected=selected)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, self.theme, rect, self.theme.px(4))
        painter.restore()

    def paint_ground(self, painter: QPainter, rect: QRect, *, selected: bool) -> None:
        """Paint the ground of a chosen row."""
        if selected:
            painter.fillRect(rect, self.theme.colour("accent_tint"))
            bar = QRect(rect.x(), rect.y(), self.theme.px(3), rect.height())
            painter.fillRect(bar, self.theme.colour("accent"))

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        row = index.data(Role.ROW)
        if row is None or event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        given = index.data(Qt.ItemDataRole.ToolTipRole)
        rect = option.rect
        QToolTip.showText(event.globalPos(), given or self.tooltip(row, rect, event), view)
        return True


class PlayableRowDelegate(RowDelegate):
    """Rows with a play icon at the right; `play_requested` carries the index that was clicked."""

    play_requested = Signal(object)

    def play_rect(self, rect: QRect) -> QRect:
        """Return where a row's play icon can be hit."""
        wide = self.theme.px(44)
        return QRect(rect.right() + 1 - wide, rect.y(), wide, rect.height())

    @override
    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            hit = self.play_rect(option.rect).contains(event.position().toPoint())
            if hit and getattr(index.data(Role.ROW), "playable", False):
                self.play_requested.emit(index)
                return True
        return super().editorEvent(event, model, option, index)
