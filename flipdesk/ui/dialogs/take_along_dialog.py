"""Tag med videre: what is taken along to other programs, of which sessions, and as what."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.concern import Concern, Fix
from flipdesk.domain.ids import SessionId
from flipdesk.domain.kept_trace import KeepReason
from flipdesk.domain.selection import Selection
from flipdesk.i18n import _, ngettext
from flipdesk.paths import documents_folder
from flipdesk.services.taking_along import TakenAs, Wish, proposed_name
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.dialogs.take_along_gate import TakeAlongGate
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.showing_files import open_in_own_program
from flipdesk.ui.taking_along import TakingAlong
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.progress_bar import ProgressBar

Choices = Sequence[tuple[str, Selection]]
_CAN_NAME = (TakenAs.PROJECT, TakenAs.WORKBOOK, TakenAs.TABLE)
AskWhere = Callable[[str], Path | None]


class TakeAlongDialog(FormDialog):
    """Nothing is written before everything is decided, and nobody waits for it."""

    def __init__(
        self, tools: RoomTools, choices: Choices, parent: QWidget, kind: TakenAs = TakenAs.PROJECT
    ) -> None:
        super().__init__(tools.theme, "take_along_dialog", _("Take along"), _("Save as…"), parent)
        self._tools = tools
        self._choices = choices
        self.ask_where: AskWhere = self._ask_where
        self.open_url: Callable[[QUrl], bool] = open_in_own_program
        self.work = TakingAlong(tools.workspace, tools.jobs, self)
        self._add_fields(kind)
        self.gate = TakeAlongGate(tools.theme)
        self.gate.fix_chosen.connect(self._fix)
        self.gate.keep_chosen.connect(self._keep)
        self.gate.note_wanted.connect(self._see_note)
        self.bar = ProgressBar(tools.theme, _("How far the file is"))
        self.bar.hide()
        self.said = Caption(tools.theme, "", wrap=True)
        self.said.setObjectName("take_along_said")
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        self._column = column
        column.insertWidget(1, self.gate, 2)
        column.insertWidget(2, self.bar)
        column.insertWidget(3, self.said)
        self.work.looked.connect(self._on_work_looked)
        self.work.advanced.connect(lambda percent: self.bar.set_share(percent / 100))
        self.work.written.connect(self._on_work_written)
        self.work.failed.connect(self._on_work_failed)
        tools.jobs.progressed.connect(self._on_jobs_progressed)
        self._show_choice()

    @property
    def wish(self) -> Wish:
        """What is chosen."""
        kind = TakenAs(self.kind.currentData())
        return Wish(
            kind,
            self._choices[self.which.currentIndex()][1],
            with_sound=kind is TakenAs.PROJECT and self.sound.isChecked(),
            with_names=kind in _CAN_NAME and self.names.isChecked(),
        )

    @override
    def accept(self) -> None:
        """Read what is chosen, and go on to what has to be decided, or to where it is saved."""
        self._say("")
        self._show_busy(busy=True)
        self.work.look(self.wish)

    @override
    def reject(self) -> None:
        """End what is going on; go back from what has to be decided; close when nothing is."""
        was_busy = self.work.is_busy
        self.work.stop()
        if was_busy:
            self._show_busy(busy=False)
        elif self.gate.isVisible():
            self._show_concerns({})
        else:
            super().reject()

    @override
    def done(self, result: int) -> None:
        self.work.stop()
        super().done(result)

    def _add_fields(self, kind: TakenAs) -> None:
        self.kind = QComboBox()
        for one in TakenAs:
            self.kind.addItem(one.words, one.value)
        self.kind.setCurrentIndex(self.kind.findData(kind.value))
        self.kind.currentIndexChanged.connect(self._show_choice)
        self.add_field("take_along_kind", _("Take along as"), self.kind)
        self.about = Caption(self.theme, "", wrap=True)
        self.form.addRow(self.about)
        self.which = QComboBox()
        for title, _selection in self._choices:
            self.which.addItem(title)
        self.which.currentIndexChanged.connect(self._show_choice)
        self.add_field("take_along_which", _("Of which sessions"), self.which)
        self.sound = QCheckBox(_("Take the sound along, where everybody has agreed to it"))
        self.sound.setObjectName("take_along_sound")
        self.form.addRow(self.sound)
        self.names = QCheckBox(_("Name those who said yes to being named"))
        self.names.setObjectName("take_along_names")
        self.form.addRow(self.names)
        for box in (self.sound, self.names):
            box.toggled.connect(self._show_choice)

    def _show_choice(self, _what: object = None) -> None:
        kind = TakenAs(self.kind.currentData())
        self.about.setText(kind.about)
        self.form.setRowVisible(self.sound, kind is TakenAs.PROJECT)
        self.form.setRowVisible(self.names, kind in _CAN_NAME)
        self._show_concerns({})
        self._say("")

    def _show_concerns(self, concerns: Mapping[SessionId, tuple[Concern, ...]]) -> None:
        """Show what has to be decided in place of the choices, or the choices when nothing is."""
        self.gate.show_concerns(concerns)
        self.show_form(shown=not self.gate.isVisible())
        # Else the fields that are hidden now would still claim their height.
        self._column.activate()
        self.fit()

    def _on_work_looked(self) -> None:
        self._show_busy(busy=False)
        self._show_concerns(self.work.concerns if self.work.must else {})
        if self.work.must:
            self.gate.take_focus()
            return
        place = self.ask_where(proposed_name(self.wish, tuple(self.work.sessions.values())))
        if place is not None:
            self._show_busy(busy=True)
            self.work.write(place)

    def _on_jobs_progressed(self, title: str, percent: int) -> None:
        if title == _("Taking along"):
            self.bar.set_share(percent / 100)

    def _on_work_written(self, path: str) -> None:
        self._show_busy(busy=False)
        if not path:
            self._say(_("Nothing was written."))
            return
        sessions = tuple(self.work.sessions.values())
        words = ngettext(
            "Saved: {name} with {count} session.",
            "Saved: {name} with {count} sessions.",
            len(sessions),
        )
        withheld = sum(one.withheld for one in sessions)
        stays = ngettext(
            "{count} note stays: consent or a decision forbids it.",
            "{count} notes stay: consent or a decision forbids them.",
            withheld,
        ).format(count=withheld)
        said = words.format(name=Path(path).name, count=len(sessions))
        self._tools.workspace.information.emit(said)
        self._say(f"{said} {stays}" if withheld else said)
        self.cancel_button.setText(_("Close"))
        self.cancel_button.setFocus()

    def _on_work_failed(self, sentence: str) -> None:
        self._show_busy(busy=False)
        self._say(sentence)

    def _fix(self, session_id: SessionId, group: tuple[Concern, ...], fix: Fix) -> None:
        from flipdesk.i18n import language

        fixes = self._tools.workspace.desk.gate_fixes
        if self._tools.workspace.perform(
            lambda: fixes.apply_all(session_id, group, fix, language())
        ):
            self.work.look_again(session_id)

    def _keep(self, session_id: SessionId, group: tuple[Concern, ...], reason: KeepReason) -> None:
        from flipdesk.services.shared_reader import reader_of

        gate = self._tools.workspace.desk.gate
        audience = reader_of(self.work.sessions[session_id])
        if self._tools.workspace.perform(
            partial(gate.keep_all, session_id, audience, group, reason)
        ):
            self.work.look_again(session_id)

    def _see_note(self, session_id: SessionId, note_id: str) -> None:
        """Close, and go to the note: what it says may need more than a word."""
        self.done(QDialog.DialogCode.Rejected)
        self._tools.workspace.want_note(session_id, note_id)
        self._tools.commands.action("room.compile").trigger()

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self.cancel_button.setText(_("Cancel"))
        if sentence:
            announce(self, sentence)
        self.fit()

    def _show_busy(self, *, busy: bool) -> None:
        self.bar.set_share(0)
        self.bar.setVisible(busy)
        for one in (self.accept_button, self.kind, self.which, self.sound, self.names):
            one.setEnabled(not busy)
        if busy:
            self.cancel_button.setFocus()
        self.fit()

    def _ask_where(self, name: str) -> Path | None:
        kind = self.wish.kind
        folder = documents_folder()
        if kind.is_folder:
            from flipdesk.documents.save import free_path

            place = QFileDialog.getExistingDirectory(
                self, _("Choose where the folder is to lie"), str(folder)
            )
            return free_path(Path(place) / name, "") if place else None
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Take along"), str(folder / name), f"{kind.words} (*.{kind})"
        )
        if not chosen:
            return None
        return Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.{kind}")
