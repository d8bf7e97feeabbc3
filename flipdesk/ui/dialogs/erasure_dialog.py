"""Erasing for good: everything that goes is shown, and a second press does it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.erasure import ErasureKind, ErasurePlan, ErasureReport, LedgerEntry
from flipdesk.domain.ids import PersonId
from flipdesk.domain.use import Act, Thing
from flipdesk.errors import KnownError
from flipdesk.i18n import _, language, ngettext
from flipdesk.services.erasure_receipt import receipt
from flipdesk.services.erasure_words import lines_of, report_lines, voice_words
from flipdesk.ui.dialogs.erasure_texts import ErasureTexts
from flipdesk.ui.erasure_work import ErasureWork
from flipdesk.ui.jobs import JobRunner
from flipdesk.ui.save_dialog import ask_where
from flipdesk.ui.slow_steps import SlowSteps
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.flow_text import FlowText
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.progress_bar import ProgressBar
from flipdesk.ui.widgets.scroll_column import ColumnCanvas, ScrollColumn
from flipdesk.ui.workspace import Workspace

_WIDTH, _HEIGHT = 660, 560
_MOST_FILES = 8


class ErasureDialog(QDialog):
    """Not modal; it cannot be closed while it erases. It deletes itself when it is closed."""

    def __init__(
        self, theme: Theme, workspace: Workspace, jobs: JobRunner, title: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._workspace = workspace
        self._plan: ErasurePlan | None = None
        self._report: ErasureReport | None = None
        self._files: tuple[Path, ...] = ()
        self._is_asked = False
        self._steps = SlowSteps(self)
        self.work = ErasureWork(workspace, jobs, self)
        self.work.files_found.connect(self._on_work_files_found)
        self.work.advanced.connect(lambda percent: self.bar.set_share(percent / 100))
        self.work.finished.connect(self._on_work_finished)
        self.work.failed.connect(self._on_work_failed)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("erasure_dialog")
        self.setWindowTitle(title)
        self.texts: ErasureTexts | None = None
        self.sound = QCheckBox(_("Let the recording become silence there"))
        self.sound.setObjectName("erasure_sound")
        self.sound.setChecked(True)
        self.files = QCheckBox("")
        self.files.setObjectName("erasure_files")
        self.files.setChecked(True)
        self.file_names = FlowText(theme, "", "caption", "muted")
        self.file_names.setObjectName("erasure_file_names")
        self._lay_out()

    def show_plan(self, plan: ErasurePlan) -> None:
        """Show everything that goes, and ask."""
        self._plan = plan
        self._add(FlowText(self._theme, _("This goes, and cannot be brought back"), "strong"))
        lines = lines_of(plan)
        self._add(self._list(lines or (_("Nothing but the row itself."),), "erasure_lines"))
        if plan.minutes:
            words = ngettext(
                "{n} version of minutes carries the person. The newest is written again without.",
                "{n} versions of minutes carry the person. The newest are written again without.",
                len(plan.minutes),
            )
            self._add(FlowText(self._theme, words.format(n=len(plan.minutes))))
        if plan.texts:
            self.texts = ErasureTexts(self._theme, plan.kind, plan.texts)
            self._add(self.texts)
        self.sound.setVisible(bool(plan.sound or plan.clips))
        self._add(self.sound)
        self._add_voices(plan.voices)
        self._add(self.files)
        self._add(self.file_names)
        self.files.hide()
        self.file_names.hide()
        if plan.exports:
            self._add(
                FlowText(self._theme, _("Only you can delete these, where you sent them"), "strong")
            )
            self._add(self._list(plan.exports, "erasure_exports"))
        words = _(
            "It goes from every backup, too. A list without names sees to it that nothing comes"
            " back when a backup is restored."
        )
        self._add(FlowText(self._theme, words, "body", "muted"))
        self._column.addStretch(1)
        self.erase_button.setEnabled(True)
        self.work.look_for_files(plan)

    def resume(self, entry: LedgerEntry) -> None:
        """Go on with an erasure that was broken off, without asking anything."""
        self._show_busy()
        self.work.resume(entry)

    @override
    def reject(self) -> None:
        if not self.work.is_busy:
            super().reject()

    @override
    def done(self, result: int) -> None:
        self.work.leave()
        super().done(result)

    def _on_erase(self) -> None:
        plan = self._plan
        if plan is None:
            return
        if not self._is_asked:
            self._is_asked = True
            self.erase_button.set_label(_("Erase for good"))
            self._say(_("This cannot be undone. Press once more to erase."), "warning")
            return
        if plan.kind is ErasureKind.PERSON:
            self._look_again(plan)
        else:
            self._erase(plan)

    def _look_again(self, shown: ErasurePlan) -> None:
        """Erase only what was shown: work goes on beside this page, and may name somebody."""

        def found(plan: ErasurePlan) -> None:
            if plan == shown:
                self._erase(shown)
            else:
                sentence = _("What carries it has changed meanwhile. Close this and look again.")
                self._say(sentence, "warning")

        erasing = self._workspace.desk.erasure.erasing
        try:
            self._steps.begin(erasing.finding_person(PersonId(shown.target)), found)
        except KnownError as error:
            self._say(str(error), "warning")

    def _erase(self, plan: ErasurePlan) -> None:
        if plan.kind is not ErasureKind.PASSAGE and not self.sound.isChecked():
            plan = plan.without_sound()
        decisions = self.texts.decisions if self.texts is not None else {}
        files = self._files if self.files.isChecked() else ()
        self._show_busy()
        self.work.begin(plan, decisions, files)

    def _on_work_files_found(self, files: tuple[Path, ...]) -> None:
        self._files = files
        if not files or self._plan is None or self.work.is_busy:
            return
        names = [one.name for one in files[:_MOST_FILES]]
        names += ["…"] if len(files) > _MOST_FILES else []
        words = ngettext(
            "Delete {n} file more in the folder", "Delete {n} files more in the folder", len(files)
        )
        self.files.setText(words.format(n=len(files)))
        self.file_names.setText("\n".join(names))
        self.files.show()
        self.file_names.show()

    def _on_work_failed(self, sentence: str) -> None:
        self._area.show()
        self.bar.hide()
        self.erase_button.show()
        self.cancel_button.setEnabled(True)
        self._say(sentence, "warning")

    def _on_work_finished(self, report: ErasureReport) -> None:
        self._report = report
        self._clear()
        self._add(FlowText(self._theme, _("It is erased"), "strong"))
        self._add(self._list(report_lines(report), "erasure_report"))
        left = [f"{name}: {why}".lstrip(": ") for name, why in report.refused]
        left += [*report.left, *report.unissued]
        if left:
            self._add(FlowText(self._theme, _("Left to be seen to"), "strong", "warning"))
            self._add(self._list(left, "erasure_left"))
        self._add_voices(report.voices)
        self._column.addStretch(1)
        self._area.show()
        self.bar.hide()
        self.receipt_button.show()
        self.cancel_button.setEnabled(True)
        self.cancel_button.set_label(_("Close"))
        self._say(_("A receipt says what was done, and names nobody."))
        self.receipt_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_receipt(self) -> None:
        if self._report is None:
            return
        ready = receipt(self._report, language())

        def save(path: Path) -> None:
            try:
                ready.write(path)
            except KnownError as error:
                self._say(str(error), "warning")
            else:
                self._workspace.desk.journal.note(Act.EXPORTED, Thing.RECEIPT)
                self._say(_("Saved: {name}").format(name=path.name))

        ask_where(self, _("Save the receipt"), ready.file_name, save, name="receipt_place")

    def _show_busy(self) -> None:
        self._area.hide()
        self.bar.set_share(0)
        self.bar.show()
        self.erase_button.hide()
        self.cancel_button.setEnabled(False)
        self._say(_("It is being erased. This takes a moment; the window can be used meanwhile."))

    def _say(self, words: str, colour: str = "muted") -> None:
        self.said.set_look(colour=colour)
        self.said.setText(words)
        if self.isVisible():
            announce(self, words)

    def _list(self, lines: Sequence[str], name: str) -> FlowText:
        label = FlowText(self._theme, "\n".join(f"• {line}" for line in lines))
        label.setObjectName(name)
        return label

    def _add_voices(self, count: int) -> None:
        if count:
            label = FlowText(self._theme, voice_words(count), "body", "warning")
            label.setObjectName("erasure_voices")
            self._add(label)

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def _clear(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.texts = None

    def _lay_out(self) -> None:
        inside = ColumnCanvas()
        self._column = QVBoxLayout(inside)
        Measures(self._theme, self._column, margins=(14, 12, 14, 8), gap=10)
        self._area = ScrollColumn(inside, "erasure_area")
        self.bar = ProgressBar(self._theme, _("How far the erasure is"))
        self.bar.hide()
        self.said = FlowText(self._theme, "", "body", "warning")
        self.said.setObjectName("erasure_said")
        self.erase_button = Button(self._theme, _("Erase…"), kind="primary")
        self.erase_button.setObjectName("erasure_erase")
        self.erase_button.setEnabled(False)
        self.erase_button.be_deliberate()
        self.erase_button.clicked.connect(self._on_erase)
        self.receipt_button = Button(self._theme, _("Save the receipt…"), kind="primary")
        self.receipt_button.setObjectName("erasure_receipt")
        self.receipt_button.clicked.connect(self._on_receipt)
        self.receipt_button.hide()
        self.cancel_button = Button(self._theme, _("Cancel"))
        self.cancel_button.setObjectName("erasure_cancel")
        self.cancel_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        Measures(self._theme, foot, gap=8)
        foot.addStretch(1)
        for button in (self.cancel_button, self.receipt_button, self.erase_button):
            foot.addWidget(button)
        below = QVBoxLayout()
        Measures(self._theme, below, margins=(14, 0, 14, 12), gap=8)
        below.addWidget(self.bar)
        below.addWidget(self.said)
        below.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addLayout(below)
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.size()
        px = self._theme.px
        self.resize(min(px(_WIDTH), room.width()), min(px(_HEIGHT), room.height()))
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
