"""Where a transcript comes from, and what the turns propose, above its segments."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.domain.transcript import Transcript, TranscriptKind
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import ElidedLabel
from flipdesk.ui.widgets.measures import Measures


class TranscriptSource(QWidget):
    """A machine draft is called so in the colour of a warning; the button accepts proposals."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("transcript_source")
        self._theme = theme
        row = QHBoxLayout(self)
        Measures(theme, row, margins=(12, 4, 12, 4), gap=8)
        self.draft = ElidedLabel(theme, "", "strong", "warning")
        self.draft.setObjectName("transcript_draft")
        self.draft.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.words = ElidedLabel(theme, "", "caption", "muted")
        self.words.setObjectName("transcript_words")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.accept_button = Button(theme, "", kind="quiet")
        self.accept_button.setObjectName("transcript_accept")
        self.accept_button.set_small()
        row.addWidget(self.draft)
        row.addWidget(self.words, 1)
        row.addWidget(self.accept_button)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = self._theme.colour("border")
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        painter.end()

    def show_transcript(
        self, one: Transcript | None, segments: int = 0, checked: int = 0, *, proposals: int = 0
    ) -> None:
        """Say where a transcript comes from and how far somebody has come with it."""
        self.setVisible(one is not None)
        if one is None:
            return
        is_draft = one.kind is TranscriptKind.MACHINE_DRAFT
        self.draft.setVisible(is_draft)
        self.draft.setText(word(one.kind).capitalize() if is_draft else "")
        origin = one.made_with or one.file_name
        said = [origin if is_draft else _("imported from {origin}").format(origin=origin)]
        if one.made_with and one.file_name:
            said.append(one.file_name)
        counted = ngettext("{count} segment", "{count} segments", segments)
        said.append(counted.format(count=_grouped(segments)))
        if checked:
            said.append(_("{count} checked").format(count=_grouped(checked)))
        words = " · ".join(part for part in said if part)
        self.words.setText(words)
        self.setAccessibleName(f"{self.draft.text()} {words}".strip())
        offered = ngettext(
            "Accept {count} proposed speaker", "Accept {count} proposed speakers", proposals
        )
        self.accept_button.set_label(offered.format(count=_grouped(proposals)))
        self.accept_button.setVisible(bool(proposals))


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", ".")
