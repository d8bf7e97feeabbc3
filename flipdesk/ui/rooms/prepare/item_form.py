"""The form of an agenda item: purpose, how, plan B, materials and what can give."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from typing_extensions import override

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.ids import AgendaItemId, PassageId
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.i18n import _
from flipdesk.ui.clip_import import ClipImport
from flipdesk.ui.delegates.run_sheet_delegate import MAX_MINUTES
from flipdesk.ui.jobs import JobRunner
from flipdesk.ui.passage_player import PassagePlayer
from flipdesk.ui.rooms.passage_rows import PassageRows
from flipdesk.ui.rooms.prepare.clip_picker import ClipPicker
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.autosave import Autosave
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.label import Body, Caption, FieldLabel
from flipdesk.ui.workspace import Workspace

_TEXT_LINES = 2


class ItemForm(QWidget):
    """Writes to the item it was showing when something was typed, even if another comes."""

    def __init__(
        self, theme: Theme, workspace: Workspace, player: PassagePlayer, jobs: JobRunner
    ) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._item: AgendaItem | None = None
        self.setObjectName("item_form")
        self.purpose = self._field("item_purpose", _("Purpose"))
        self.plan_b = self._field("item_plan_b", _("Plan B"))
        self.how = self._text("item_how", _("How"))
        self.materials = self._text("item_materials", _("Materials, one on each line"))
        self.least = self._minutes("item_minutes_min", _("At least, in minutes"))
        self.most = self._minutes("item_minutes_max", _("At most, in minutes"))
        self.flexible = QCheckBox(_("Flexible: may give when time is short"))
        self.flexible.setObjectName("item_flexible")
        self.flexible.setAccessibleName(self.flexible.text())
        self.flexible.clicked.connect(self._on_flexible_clicked)
        self.passages = PassageRows(theme, player, can_take_out=True)
        self.passages.taken_out.connect(self._on_passages_taken_out)
        self.picker = ClipPicker(theme)
        self.picker.chosen.connect(self._on_picker_chosen)
        self.clips = ClipImport(workspace, jobs, self)
        self.picker.file_wanted.connect(self._on_picker_file_wanted)
        self._no_passages = Caption(
            theme, _("None yet. In Compile a passage can be given to this block."), wrap=True
        )
        self._savers = (
            Autosave(self.purpose, lambda text: self._write(purpose=text.strip() or None)),
            Autosave(self.how, lambda text: self._write(how=text.strip() or None)),
            Autosave(self.plan_b, lambda text: self._write(plan_b=text.strip() or None)),
            Autosave(self.materials, lambda text: self._write(materials=_lines(text))),
        )
        self._lay_out()
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_item(self, item: AgendaItem | None) -> None:
        """Show an item; what was typed for the one before is stored first."""
        another = item is None or self._item is None or item.id != self._item.id
        if another:
            self.flush()
        self._item = item
        if item is None:
            return
        texts = (item.purpose, item.how, item.plan_b, "\n".join(item.materials))
        for saver, text in zip(self._savers, texts, strict=True):
            saver.show_text(text or "")
        for box, minutes in ((self.least, item.minutes_min), (self.most, item.minutes_max)):
            if another or not box.hasFocus():
                box.setValue(minutes or 0)
        self.flexible.setChecked(item.flexible)
        self._show_passages(item)

    def flush(self) -> None:
        """Store at once what has been typed."""
        for saver in self._savers:
            saver.flush()
        self._save_minutes()

    def focus_first(self) -> None:
        self.purpose.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.passages.stop()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._save_minutes()
        return super().eventFilter(watched, event)

    def _on_flexible_clicked(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signature
        self._write(flexible=checked)

    def _show_passages(self, item: AgendaItem) -> None:
        is_for_listening = item.kind is AgendaKind.LEND_AN_EAR
        heard = self._workspace.desk.passages.of_block(item)
        self.passages.show_passages(heard)
        self._passages_label.setVisible(is_for_listening or bool(heard))
        self.passages.setVisible(bool(heard))
        self._no_passages.setVisible(is_for_listening and not heard)
        self.picker.setVisible(is_for_listening)
        if is_for_listening:
            self.picker.offer(self._workspace.desk.lend_an_ear.free_clips(item.session_id))

    def _on_passages_taken_out(self, passage_id: str) -> None:
        passages = self._workspace.desk.passages
        self._workspace.perform(lambda: passages.give_to_block(PassageId(passage_id), None))

    def _on_picker_chosen(self, passage_id: str) -> None:
        item, passages = self._item, self._workspace.desk.passages
        if item is not None:
            self._workspace.perform(lambda: passages.give_to_block(PassageId(passage_id), item.id))

    def _on_picker_file_wanted(self) -> None:
        if self._item is not None:
            self.clips.ask(lambda _passage_id: None, self._item.id)

    def _save_minutes(self) -> None:
        if self._item is None:
            return
        for box in (self.least, self.most):
            box.interpretText()
        least, most = self.least.value() or None, self.most.value() or None
        if (least, most) != (self._item.minutes_min, self._item.minutes_max):
            self._write(minutes_min=least, minutes_max=most)

    def _write(self, **fields: Any) -> None:
        item_id: AgendaItemId | None = self._item.id if self._item else None
        desk = self._workspace.desk
        if item_id is None or desk.base.agenda.get(item_id) is None:
            return
        self._workspace.perform(lambda: desk.run_sheet.change(item_id, **fields))

    def _field(self, name: str, words: str) -> Field:
        field = Field(self._theme, words)
        field.setObjectName(name)
        return field

    def _text(self, name: str, words: str) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setObjectName(name)
        text.setAccessibleName(words)
        text.setTabChangesFocus(True)
        return text

    def _minutes(self, name: str, words: str) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(name)
        box.setAccessibleName(words)
        box.setRange(0, MAX_MINUTES)
        box.setSpecialValueText("–")
        box.setSuffix(_(" min."))
        box.installEventFilter(self)
        box.editingFinished.connect(self._save_minutes)
        return box

    def _lay_out(self) -> None:
        theme = self._theme
        self._grid = grid = QGridLayout(self)
        grid.addWidget(FieldLabel(theme, _("Purpose"), self.purpose), 0, 0)
        grid.addWidget(self.purpose, 0, 1, 1, 3)
        grid.addWidget(FieldLabel(theme, _("How"), self.how), 1, 0)
        grid.addWidget(self.how, 1, 1)
        grid.addWidget(FieldLabel(theme, _("Materials"), self.materials), 1, 2)
        grid.addWidget(self.materials, 1, 3)
        grid.addWidget(FieldLabel(theme, _("Plan B"), self.plan_b), 2, 0)
        grid.addWidget(self.plan_b, 2, 1, 1, 3)
        grid.addWidget(FieldLabel(theme, _("Leeway"), self.least), 3, 0)
        self._leeway = QHBoxLayout()
        self._leeway.addWidget(self.least)
        self._leeway.addWidget(Body(theme, "–"))
        self._leeway.addWidget(self.most)
        self._leeway.addStretch(1)
        grid.addLayout(self._leeway, 3, 1, 1, 3)
        grid.addWidget(self.flexible, 4, 1, 1, 3)
        self._passages_label = FieldLabel(theme, _("Passages"), self.passages)
        grid.addWidget(self._passages_label, 5, 0, 2, 1)
        grid.addWidget(self.passages, 5, 1, 1, 3)
        grid.addWidget(self._no_passages, 6, 1, 1, 3)
        grid.addWidget(self.picker, 7, 1, 1, 3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)

    def _restyle(self) -> None:
        px = self._theme.px
        self._grid.setContentsMargins(0, px(4), px(13), 0)
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(6))
        self._leeway.setSpacing(px(8))
        for text in (self.how, self.materials):
            text.setFixedHeight(_TEXT_LINES * self._theme.line("body") + px(20))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
