"""The sheet of paper on which the minutes are read before they are written."""

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout
from typing_extensions import override

from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.ui.rooms.compile.minutes_page import ALERT, MinutesPage, style_sheet
from flipdesk.ui.theme.theme import Theme

LATER_MS = 200


class Paper(QTextBrowser):
    """Read-only rich text with the margins of a page; it keeps its place when the text changes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._html = ""
        self._places: dict[str, int] = {}
        self._followed = ("", "")
        self.setObjectName("minutes_preview")
        self.setAccessibleName(_("What the minutes say"))
        self.setProperty("ground", "paper")
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def show_page(self, html: str) -> None:
        """Show a page, unless it is the one that is shown."""
        if html == self._html:
            return
        place = self.verticalScrollBar().value()
        self._html = html
        self.redraw()
        self.verticalScrollBar().setValue(place)

    def redraw(self) -> None:
        """Draw the page again, as with another theme."""
        document = self.document()
        self.setFont(self._theme.font("body"))
        document.setDefaultStyleSheet(style_sheet(self._theme))
        document.addResource(
            QTextDocument.ResourceType.ImageResource.value,
            QUrl(ALERT),
            self._theme.pixmap("circle-alert", 14, "warning"),
        )
        self.setHtml(self._html)
        frame = document.rootFrame().frameFormat()
        px = self._theme.px
        frame.setTopMargin(px(14))
        frame.setBottomMargin(px(14))
        frame.setLeftMargin(px(22))
        frame.setRightMargin(px(22))
        document.rootFrame().setFrameFormat(frame)
        self._places = _anchors(document)

    def holds(self, key: str) -> bool:
        """Return whether a note stands on the page."""
        return key in self._places

    def show_key(self, key: str, above: str = "") -> None:
        """Scroll to a note, with the heading `above` it in sight when both fit."""
        self._followed = (key, above)
        if key not in self._places:
            return
        y, heading = self._y(key), self._y(above) if above in self._places else -1
        top = heading if heading >= 0 and y - heading < self.viewport().height() * 0.6 else y
        self.verticalScrollBar().setValue(max(0, top - self._theme.px(14)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.show_key(*self._followed)

    def _y(self, key: str) -> int:
        block = self.document().findBlock(self._places[key])
        return round(self.document().documentLayout().blockBoundingRect(block).y())


class MinutesView(QFrame):
    """The paper on its inset ground.

    Other minutes are drawn at once; a change of those shown a moment later, so that tags set one
    after the other do not wait for the page.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("ground", "inset")
        self.paper = Paper(theme)
        self._wanted: tuple[MinutesSnapshot, SessionRecord] | None = None
        self._shown = ""
        self._changed: frozenset[str] = frozenset()
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(LATER_MS)
        self.timer.timeout.connect(self.draw)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.paper)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_snapshot(self, snapshot: MinutesSnapshot, record: SessionRecord) -> None:
        """Show what these minutes will say."""
        self._wanted = (snapshot, record)
        if snapshot.identifier == self._shown:
            self.timer.start()
        else:
            self.draw()

    def mark_changed(self, keys: frozenset[str]) -> None:
        """Say of these notes that they have been changed since the approval."""
        if keys != self._changed:
            self._changed = keys
            self.draw()

    def draw(self) -> None:
        """Draw what is to be shown."""
        self.timer.stop()
        if self._wanted is not None:
            snapshot, record = self._wanted
            self._shown = snapshot.identifier
            self.paper.show_page(MinutesPage(self._theme, snapshot, record, self._changed).html())

    def _restyle(self) -> None:
        margin = self._theme.px(10)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self.paper.redraw()
        self.draw()


def _anchors(document: QTextDocument) -> dict[str, int]:
    """Return the position of every anchor."""
    places: dict[str, int] = {}
    block = document.begin()
    while block.isValid():
        walker = block.begin()
        while not walker.atEnd():
            fragment = walker.fragment()
            for name in fragment.charFormat().anchorNames():
                places.setdefault(name, fragment.position())
            walker += 1  # PySide offers no other way to step
        block = block.next()
    return places
