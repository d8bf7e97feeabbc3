"""Two versions beside each other: chosen above, what differs below, place by place."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from flipdesk.domain.comparison import Comparison
from flipdesk.domain.ids import MinutesId
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.i18n import _
from flipdesk.services.comparing import compared
from flipdesk.services.minutes import MinutesDesk
from flipdesk.ui.jobs import Err, Ok
from flipdesk.ui.rooms.compile.comparison_page import GONE, NEW, counted, mark_place, page
from flipdesk.ui.rooms.compile.minutes_menus import version_text
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Caption, FieldLabel, Label

NOW = ""
"""The choice that means the texts as they stand."""
Document = Callable[[MinutesId], bytes]


class ComparisonDialog(QDialog):
    """Compares in a job; another choice compares again. F7 and Shift+F7 go from place to place."""

    def __init__(
        self,
        tools: RoomTools,
        versions: Sequence[Minutes],
        now: Callable[[Minutes], MinutesSnapshot],
        parent: QWidget,
    ) -> None:
        """`now` gives what a version's readers would get of the texts as they are."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("comparison_dialog")
        self.setWindowTitle(_("Compare versions"))
        self._tools = tools
        self._versions = {one.id: one for one in versions}
        self._now = now
        self._place = -1
        self._count = 0
        self._asked = 0
        self.older = self._choice("compare_older", _("Older"), versions)
        self.newer = self._choice("compare_newer", _("Newer"), versions)
        self.newer.insertItem(0, _("the texts as they are now"), NOW)
        self.told = Label(tools.theme, "", wrap=True)
        self.told.setObjectName("compare_told")
        self.page = QTextBrowser()
        self.page.setObjectName("compare_page")
        self.page.setAccessibleName(_("What differs"))
        self.page.setOpenLinks(False)
        self.page.setFont(tools.theme.font("body"))
        self._lay_out()

    def compare(self, older: Minutes, newer: Minutes | None) -> None:
        """Choose two versions and compare them; None is the texts as they are now."""
        self.older.setCurrentIndex(self.older.findData(older.id))
        self.newer.setCurrentIndex(self.newer.findData(newer.id if newer else NOW))
        self._compare()

    def go(self, step: int) -> None:
        """Go to the next place that differs, or to the one before."""
        if self._count:
            before = self._place if self._place >= 0 else min(-step, 0)
            self._place = (before + step) % self._count
            place = mark_place(self._tools.theme, self.page, self._place)
            counted = _("Place {n} of {count}").format(n=self._place + 1, count=self._count)
            announce(self, f"{counted}: {place}")

    def _choice(self, name: str, label: str, versions: Sequence[Minutes]) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(label)
        box.setMinimumContentsLength(12)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for one in versions:
            box.addItem(version_text(one), one.id)
        box.activated.connect(self._compare)
        return box

    def _compare(self) -> None:
        older = self._versions[self.older.currentData()]
        newer = self._versions.get(self.newer.currentData())
        base = self._tools.workspace.desk.base
        first = base.minutes.document(older.id)
        snapshot = self._now(older) if newer is None else None
        second = b"" if newer is None else base.minutes.document(newer.id)
        self._asked += 1
        asked = self._asked

        def work() -> Comparison:
            return compared(first, MinutesDesk.render(snapshot) if snapshot else second)

        def show(result: Ok[Comparison] | Err) -> None:
            # Another choice may have been made meanwhile.
            if asked == self._asked:
                self._show(result)

        self.told.setText(_("Comparing…"))
        self._tools.jobs.run(_("Comparing versions"), lambda _progress: work(), show)

    def _show(self, result: Ok[Comparison] | Err) -> None:
        found = Comparison() if isinstance(result, Err) else result.value
        self._place, self._count = -1, len(found.passages)
        self.told.setText(result.sentence if isinstance(result, Err) else counted(found))
        announce(self, self.told.text())
        self.page.setExtraSelections([])
        self.page.setHtml(page(self._tools.theme, found))
        for button in (self.previous_button, self.next_button):
            button.setEnabled(self._count > 0)

    def _lay_out(self) -> None:
        theme = self._tools.theme
        px = theme.px
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(FieldLabel(theme, _("Older"), self.older), self.older)
        form.addRow(FieldLabel(theme, _("Newer"), self.newer), self.newer)
        self.previous_button = Button(theme, _("Previous place"))
        self.next_button = Button(theme, _("Next place"))
        close = Button(theme, _("Close"), kind="primary")
        row = QHBoxLayout()
        for name, button, keys, act in (
            ("compare_previous", self.previous_button, "Shift+F7", lambda: self.go(-1)),
            ("compare_next", self.next_button, "F7", lambda: self.go(1)),
            ("compare_close", close, "", self.accept),
        ):
            button.setObjectName(name)
            button.setShortcut(keys)
            button.setToolTip(keys)
            button.clicked.connect(act)
            row.addWidget(button)
        row.insertStretch(2, 1)
        signs = _("{gone} goes before what was taken out, {new} before what is new.")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(16)] * 4)
        column.setSpacing(px(8))
        column.addLayout(form)
        column.addWidget(self.told)
        column.addWidget(self.page, 1)
        column.addWidget(Caption(theme, signs.format(gone=GONE, new=NEW), wrap=True))
        column.addLayout(row)
        parent = self.parentWidget()
        window = parent.window().size() if parent is not None else self.sizeHint()
        self.resize(min(px(760), window.width()), min(px(640), window.height()))
        self.page.setFocus()
