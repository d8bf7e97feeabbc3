"""The raised field one writes notes in: the text, and under it what was understood of it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.capture import Captured, tags_in, understand
from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.completion import Completion, completions
from flipdesk.domain.due_dates import DueContext
from flipdesk.domain.session_record import SessionRecord
from flipdesk.ui.models.note_words import DUE_ICON, NoteWords
from flipdesk.ui.rooms.run.capture_text import CaptureText
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.chip import HEIGHT as CHIP
from flipdesk.ui.widgets.chip import ChipSpec
from flipdesk.ui.widgets.chip_flow import ChipFlow
from flipdesk.ui.widgets.drawing import Box, draw_box
from flipdesk.ui.widgets.label import Caption

LOWEST = 82


class CaptureField(QWidget):
    """Text, chips and a time. What is typed stays as typed; the chips show what it means."""

    entered = Signal()
    left = Signal()
    text_changed = Signal()
    completions_changed = Signal()
    height_changed = Signal()
    focus_left = Signal()

    def __init__(self, theme: Theme, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._record: SessionRecord | None = None
        self._words: NoteWords | None = None
        self._offered: tuple[Completion, ...] = ()
        self._cycle: tuple[Completion, ...] = ()
        self._cycled = 0
        self._completing = False
        self._dates: Callable[[], DueContext] | None = None
        self._is_due_fresh = False
        self.takes_due = True
        """Whether a due date in this line counts as one; it can be refused, until the next line."""
        self.captured = Captured()
        self.input = CaptureText(theme, name, self)
        self.chips = ChipFlow(theme, parent=self)
        self.time = Caption(theme)
        self.setFocusProxy(self.input)
        self.setProperty("focus_radius", 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.input)
        self._row = QHBoxLayout()
        self._row.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.time, 0, Qt.AlignmentFlag.AlignBottom)
        self._column.addLayout(self._row)
        self._column.addStretch(1)
        self.input.grown.connect(self._on_input_grown)
        self.input.installEventFilter(self)
        self.input.entered.connect(self.entered)
        self.input.left.connect(self.left)
        self.input.textChanged.connect(self._on_input_text_changed)
        self.input.cursorPositionChanged.connect(self._offer)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def text(self) -> str:
        """The text as typed."""
        return self.input.text

    @property
    def offered(self) -> tuple[Completion, ...]:
        """What Tab would complete to, the first of them first."""
        return self._offered

    def set_record(self, record: SessionRecord | None) -> None:
        """Understand lines by the people and the codebook of this session."""
        same = self._record is not None and record is not None
        if same and self._words is not None and record and self._words.shows_like(record):
            return
        self._record = record
        self._words = NoteWords(record) if record is not None else None
        self._understand()

    def set_dates(self, dates: Callable[[], DueContext]) -> None:
        """Understand due dates by what "today" means when a line is written."""
        self._dates = dates

    def refuse_due(self) -> None:
        """Leave the due date that was understood as words."""
        self.takes_due = False
        self._understand()

    def put(self, text: str) -> None:
        """Show another text."""
        self.takes_due = True
        self.input.put(text)

    def toggle_potential(self, number: int) -> None:
        """Write or take away the tag of a potential."""
        if self._record is None:
            return
        codebook = self._record.codebook
        code = next((one for one in codebook.potentials if one.number == number), None)
        if code is not None and not self._remove_potentials((code.slug,)):
            gap = "" if not self.text or self.text[-1].isspace() else " "
            end = len(self.text)
            self.input.exchange(end, end, f"{gap}#{number} ")

    def clear_potentials(self) -> None:
        """Take away every tag of a potential."""
        if self._record is not None:
            self._remove_potentials(tuple(one.slug for one in self._record.codebook.potentials))

    def fit(self) -> None:
        """Be as high as the text and the chips need at this width."""
        px = self._theme.px
        width = self.width() - 2 * px(14) - px(6) - self.time.sizeHint().width()
        chips = max(px(CHIP), self.chips.heightForWidth(max(1, width)))
        high = max(px(LOWEST), self.input.height() + px(8) + chips + 2 * px(11))
        if high != self.height() or high != self.minimumHeight():
            self.setFixedHeight(high)
            self.height_changed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.input and isinstance(event, QKeyEvent):
            undoes = event.matches(QKeySequence.StandardKey.Undo)
            if event.type() == QEvent.Type.KeyPress and undoes and self._is_due_fresh:
                self._is_due_fresh = False
                self.refuse_due()
                return True
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and plain and event.key() == Qt.Key.Key_Tab and self._complete():
                return True
        if watched is self.input and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
            if event.type() == QEvent.Type.FocusOut:
                self.focus_left.emit()
        return super().eventFilter(watched, event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.input.setFocus(Qt.FocusReason.MouseFocusReason)
        chip = self.chips.chip_at(self.chips.mapFrom(self, event.position().toPoint()))
        if chip is not None and chip.icon == DUE_ICON:
            self.refuse_due()
        super().mousePressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = "focus" if self.input.hasFocus() else "border_strong"
        colour = self._theme.colour
        draw_box(painter, self.rect(), Box(colour("raised"), colour(line), self._theme.px(8)))
        painter.end()

    def _on_input_grown(self) -> None:
        self.fit()
        # The text can grow while the layout places it, which then does not see it by itself.
        self._column.invalidate()
        self._column.update()

    def _on_input_text_changed(self) -> None:
        if not self.text.strip():
            self.takes_due = True
        before = self.captured.due
        self._understand()
        is_tag = self.text.rpartition(" ")[2].startswith("#")
        self._is_due_fresh = self.captured.due not in (None, before) and not is_tag
        self._offer()
        self.text_changed.emit()

    def _understand(self) -> None:
        record, words = self._record, self._words
        if record is None or words is None or not self.text.strip():
            self.captured = Captured()
            self._show_chips(())
            return
        dates = self._dates() if self._dates is not None and self.takes_due else None
        self.captured = understand(self.text, record.participants, record.codebook, dates)
        self._show_chips(words.understood(self.captured))

    def _show_chips(self, chips: tuple[ChipSpec, ...]) -> None:
        if chips != self.chips.chips:
            self.chips.set_chips(chips)
            self.fit()

    def _offer(self) -> None:
        record = self._record
        if not self._completing:
            self._cycle = ()
        offered: tuple[Completion, ...] = self._cycle
        if record is not None and not offered:
            before = self.input.before_cursor
            first = self.input.textCursor().blockNumber() == 0
            if first or before.rpartition(" ")[2].startswith("#"):
                offered = completions(before, record.participants, record.codebook)
        if offered != self._offered:
            self._offered = offered
            self.completions_changed.emit()

    def _complete(self) -> bool:
        """Complete to the first that is offered, at the next Tab to the one after it."""
        if not self._cycle:
            self._cycle, self._cycled = self._offered, 0
        if not self._cycle:
            return False
        chosen = self._cycle[self._cycled % len(self._cycle)]
        self._cycled += 1
        block = self.input.textCursor().block().position()
        self._completing = True
        self.input.exchange(block + chosen.start, self.input.textCursor().position(), chosen.text)
        self._completing = False
        if len(self._cycle) == 1:
            self._cycle = ()
            self._offer()
        return True

    def _remove_potentials(self, slugs: Sequence[str]) -> bool:
        record = self._record
        assert record is not None
        tags = [
            tag
            for tag in tags_in(self.text, record.codebook)
            if tag.axis == POTENTIALS_AXIS and tag.slug in slugs
        ]
        for tag in reversed(tags):
            after = self.text[tag.end : tag.end + 1]
            self.input.exchange(tag.start, tag.end + (after == " "), "")
        return bool(tags)

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(14), px(11), px(14), px(11))
        self._column.setSpacing(px(8))
        self._row.setSpacing(px(6))
        self.time.setFixedHeight(px(CHIP))
        self.fit()
        self.update()
