"""How long things are kept: what is due, one act for each, and the usual times."""

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QListWidget,
    QMenu,
    QWidget,
)
from typing_extensions import override

from flipdesk.domain.changes import Changes
from flipdesk.domain.pseudonyms import capital
from flipdesk.domain.retention import Due, Kept, months_after
from flipdesk.domain.words import word
from flipdesk.errors import KnownError
from flipdesk.i18n import _, ngettext
from flipdesk.services.overview import DELETE_SOON
from flipdesk.ui.dialogs.page import lay_page, page_button
from flipdesk.ui.models.due_words import due_line, due_warning, months_words, thing_words
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.flow_text import FlowText

_SIZE, _ROWS = (660, 560), 5
_LATER = (3, 6, 12, 24)
_USUAL = (3, 6, 12, 24, 60, 120)


class RetentionDialog(QDialog):
    """Not modal. Nothing is deleted here before a second press."""

    erasure_wanted = Signal(object)
    """Sound, notes or minutes that are due are to be shown, and erased."""

    def __init__(self, tools: RoomTools, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = tools.theme
        self._workspace = tools.workspace
        self._due: tuple[Due, ...] = ()
        self._is_asked = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("retention_dialog")
        self.setWindowTitle(_("How long things are kept"))
        self.list = QListWidget()
        self.list.setObjectName("due_things")
        self.list.setAccessibleName(_("What is to be deleted, the longest overdue first"))
        self.list.setWordWrap(True)
        self.said = FlowText(self._theme, "", "body", "muted")
        self.said.setObjectName("retention_said")
        self.times: dict[Kept, QComboBox] = {kept: self._time(kept) for kept in Kept}
        button = partial(page_button, self._theme)
        self.erase_button = page_button(
            self._theme, _("Delete…"), "retention_erase", self._on_erase
        )
        self.erase_button.be_deliberate()
        self.later_button = page_button(
            self._theme, _("Keep longer…"), "retention_later", self._on_later
        )
        self.close_button = button(_("Close"), "retention_close", self.reject)
        self._lay_out()
        self.list.currentRowChanged.connect(self._on_row_changed)
        self._workspace.changed.connect(self._on_workspace_changed)
        self._show_all()

    @property
    def chosen(self) -> Due | None:
        """What is chosen of what is due, None when nothing is."""
        row = self.list.currentRow()
        return self._due[row] if 0 <= row < len(self._due) else None

    @override
    def done(self, result: int) -> None:
        self._workspace.changed.disconnect(self._on_workspace_changed)
        super().done(result)

    def _today(self) -> date:
        return self._workspace.now().astimezone().date()

    def _show_all(self) -> None:
        retention, today = self._workspace.desk.retention, self._today()
        self._due = retention.due(today, ahead=DELETE_SOON)
        row = max(0, self.list.currentRow())
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        self.list.addItems([due_line(one, today) for one in self._due])
        self.list.setCurrentRow(min(row, len(self._due) - 1))
        blocker.unblock()
        self.list.setVisible(bool(self._due))
        times = retention.times
        for kept, combo in self.times.items():
            self._show_time(combo, times.months.get(kept))
        self._begin()

    def _show_time(self, combo: QComboBox, months: int | None) -> None:
        blocker = QSignalBlocker(combo)
        combo.clear()
        combo.addItem(_("no limit"), None)
        for choice in sorted({*_USUAL, *(() if months is None else (months,))}):
            combo.addItem(months_words(choice), choice)
        combo.setCurrentIndex(max(0, combo.findData(months)))
        blocker.unblock()

    def _begin(self) -> None:
        self._is_asked = False
        self.erase_button.set_label(_("Delete…"))
        for button in (self.erase_button, self.later_button):
            button.setEnabled(self.chosen is not None)
        if not self._due:
            days = DELETE_SOON.days
            words = ngettext(
                "Nothing is to be deleted within {count} day.",
                "Nothing is to be deleted within {count} days.",
                days,
            ).format(count=days)
        else:
            words = _("FlipDesk deletes nothing by itself. What you choose is shown first.")
        self._say(words)

    def _on_row_changed(self, _row: int) -> None:
        self._begin()

    def _on_workspace_changed(self, _changes: Changes) -> None:
        self._show_all()

    def _on_erase(self) -> None:
        due = self.chosen
        if due is None:
            return
        if due.kept is not Kept.KEY:
            self.erasure_wanted.emit(due)
            return
        if not self._is_asked:
            self._is_asked = True
            self.erase_button.set_label(_("Delete for good"))
            self._say(due_warning(due), "warning")
            return
        try:
            self._workspace.tell(self._workspace.desk.retention.forget_key(due))
        except KnownError as error:
            self._say(str(error), "warning")
            return
        self._show_all()
        self._say(_("It is forgotten whose the pseudonyms were."))

    def _on_later(self) -> None:
        due = self.chosen
        if due is None:
            return
        menu = QMenu(self)
        menu.setObjectName("retention_later_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for months in _LATER:
            menu.addAction(months_words(months), partial(self._put_off, due, months))
        corner = self.later_button.mapToGlobal(QPoint(0, 0))
        menu.popup(corner - QPoint(0, menu.sizeHint().height()))

    def _put_off(self, due: Due, months: int) -> None:
        retention, day = self._workspace.desk.retention, months_after(self._today(), months)
        self._workspace.perform(
            lambda: retention.put_off(due, day),
            notice=_("{what} is kept longer").format(what=capital(thing_words(due))),
        )

    def _on_time_chosen(self, kept: Kept) -> None:
        months = self.times[kept].currentData()
        retention = self._workspace.desk.retention
        self._workspace.perform(lambda: retention.choose(kept, months))

    def _say(self, words: str, colour: str = "muted") -> None:
        self.said.set_look(colour=colour)
        self.said.setText(words)
        if self.isVisible():
            announce(self, words)

    def _time(self, kept: Kept) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(f"retention_{kept}")
        combo.setAccessibleName(capital(word(kept)))
        combo.activated.connect(lambda _row: self._on_time_chosen(kept))
        return combo

    def _lay_out(self) -> None:
        buttons = (self.close_button, self.later_button, self.erase_button)
        column = lay_page(self, self._theme, "retention_area", _SIZE, buttons)
        self.list.setFixedHeight(self._theme.line("body") * _ROWS + self._theme.px(24))
        column.addWidget(FlowText(self._theme, _("To be deleted"), "strong"))
        column.addWidget(self.list)
        column.addWidget(self.said)
        column.addWidget(FlowText(self._theme, _("Kept after a session"), "strong"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for kept, combo in self.times.items():
            form.addRow(capital(word(kept)), combo)
        column.addLayout(form)
        words = _(
            "A session can have days of its own; they stand in Prepare under “Chair, legal basis"
            " and deletion”. FlipDesk reminds you on Home 14 days before a day comes."
        )
        column.addWidget(FlowText(self._theme, words, "body", "muted"))
        column.addStretch(1)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
