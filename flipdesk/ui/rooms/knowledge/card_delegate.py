"""Hits as cards: the words, and below them the chips of potentials and municipality."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from typing_extensions import override

from flipdesk.ui.delegates.hit_delegate import ABOVE, HEAD, PLAY, SIDE, STACKED_BELOW, HitDelegate
from flipdesk.ui.models.hits_model import CardRow
from flipdesk.ui.widgets.chip import HEIGHT, flow_chips, paint_chip

GAP = 6


class CardDelegate(HitDelegate):
    """All cards are equally high; chips that find no room on their line are left out."""

    @override
    def row_height(self, row: object, width: int) -> int:
        return super().row_height(row, width) + self.theme.px(HEIGHT + GAP)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        assert isinstance(row, CardRow)
        super().paint_row(painter, rect, row, selected=selected)
        px = self.theme.px
        inset = SIDE if rect.width() < px(STACKED_BELOW) else SIDE + HEAD
        room = rect.width() - px(inset + SIDE + PLAY)
        at = QPoint(rect.x() + px(inset), rect.bottom() - px(ABOVE + HEIGHT))
        for chip, place in zip(row.chips, flow_chips(self.theme, row.chips, room), strict=True):
            if place.y() == 0:
                paint_chip(painter, self.theme, place.translated(at), chip)
