"""How the floor was shared between research and practice; for the facilitator's eyes only."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from flipdesk.domain.airtime import Airtime
from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.label import Caption, Label
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.progress_bar import ProgressBar


class VoiceShare(QWidget):
    """A voice, its share as number and bar."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._name = name
        self.percent = Label(theme, "", "caption_strong")
        self._bar = ProgressBar(theme, name)
        column = QVBoxLayout(self)
        Measures(theme, column, margins=(0, 0, 0, 0), gap=3)
        row = QHBoxLayout()
        row.addWidget(Caption(theme, name, "text"), 1)
        row.addWidget(self.percent)
        column.addLayout(row)
        column.addWidget(self._bar)

    def show_percent(self, percent: int) -> None:
        """Show a share of 0 to 100."""
        self.percent.setText(_("{percent} %").format(percent=percent))
        self._bar.set_share(percent / 100)


class AirtimePane(Pane):
    """Hidden until somebody has had the floor on a recording."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Airtime"), _("only you"), parent=parent)
        self._theme = theme
        self._lock = QLabel()
        self._header.row.insertWidget(1, self._lock)
        self.setObjectName("airtime_pane")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.research = VoiceShare(theme, _("Researchers"))
        self.practice = VoiceShare(theme, _("Practitioners"))
        self._column = QVBoxLayout()
        for widget in (self.research, self.practice):
            self._column.addWidget(widget)
        self._column.addWidget(Caption(theme, _("Only by role, never person by person.")))
        self.body.addLayout(self._column)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_airtime(self, airtime: Airtime) -> None:
        """Show the shares, nothing without turns."""
        self.setVisible(airtime.total_ms > 0)
        self.research.show_percent(airtime.research_percent)
        self.practice.show_percent(100 - airtime.research_percent)

    def _restyle(self) -> None:
        px = self._theme.px
        self._lock.setPixmap(self._theme.pixmap("lock", 16, "muted"))
        self._column.setContentsMargins(px(12), px(10), px(12), px(12))
        self._column.setSpacing(px(9))
