"""Materials of a session: old minutes and other documents, to take in, read, rename and remove."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListWidget, QPlainTextEdit, QWidget
from typing_extensions import override

from flipdesk.domain.ids import SessionId
from flipdesk.domain.material import Material
from flipdesk.errors import KnownError
from flipdesk.i18n import _, ngettext
from flipdesk.paths import documents_folder
from flipdesk.services.materials import ENDING, Materials, ReadMaterial
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.jobs import Err, Ok, Progress
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.showing_files import open_in_own_program, show_file
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.flow_layout import FlowLayout
from flipdesk.ui.widgets.label import Caption

_LIST_LINES, _TEXT_LINES = 4, 7


class MaterialsDialog(FormDialog):
    """What is done here is a step each, and can be undone when the dialog is closed."""

    def __init__(self, tools: RoomTools, session_id: SessionId, parent: QWidget) -> None:
        super().__init__(
            tools.theme, "materials_dialog", _("Materials of the session"), _("Close"), parent
        )
        self._tools = tools
        self._workspace = tools.workspace
        self._session_id = session_id
        self._shown: tuple[Material, ...] = ()
        self.open_url: Callable[[QUrl], bool] = open_in_own_program
        self.cancel_button.hide()
        self.accept_button.setDefault(False)
        self.accept_button.setAutoDefault(False)
        self.list = QListWidget()
        self.title = QLineEdit()
        self.text = QPlainTextEdit()
        self.said = Caption(tools.theme, "", wrap=True)
        self.said.setObjectName("materials_said")
        self._lay_out_fields()
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.title.editingFinished.connect(self._on_title_edited)
        self._show_all()
        self.said.setText(
            "" if self.list.count() else _("Old minutes can be kept here and are found.")
        )

    @override
    def save(self) -> None:
        """Nothing is left to save."""

    @property
    def chosen(self) -> Material | None:
        """The material that is chosen, None when there is none at all."""
        row = self.list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def take_in(self, paths: list[Path]) -> None:
        """Read documents in a job, and keep them with the session."""

        def read(progress: Progress) -> list[ReadMaterial]:
            return [Materials.read_file(one, lambda: progress.is_cancelled) for one in paths]

        self.add_button.setEnabled(False)
        self._tools.jobs.run(_("Reading documents"), read, self._on_read)

    def _on_read(self, result: Ok[list[ReadMaterial]] | Err) -> None:
        self.add_button.setEnabled(True)
        if isinstance(result, Err):
            self._say(result.sentence)
            return
        service, count = self._workspace.desk.materials, 0
        for one in result.value:
            count += self._workspace.perform(partial(service.add, self._session_id, one))
        self._show_all()
        self.list.setCurrentRow(len(self._shown) - 1)
        words = ngettext("{count} material is added.", "{count} materials are added.", count)
        self._say(words.format(count=count))

    def _on_add_clicked(self) -> None:
        names, _chosen = QFileDialog.getOpenFileNames(
            self, _("Take in documents"), "", f"{_('Word documents')} (*{ENDING})"
        )
        if names:
            self.take_in([Path(one) for one in names])

    def _on_title_edited(self) -> None:
        one, title = self.chosen, self.title.text().strip()
        if one is not None and title and title != one.title:
            service = self._workspace.desk.materials
            self._workspace.perform(partial(service.rename, one.id, title))
            self._show_all()

    def _on_remove_clicked(self) -> None:
        one = self.chosen
        if one is not None:
            service = self._workspace.desk.materials
            if self._workspace.perform(partial(service.remove, one.id)):
                self._show_all()
                self._say(_("{title} is removed; undo brings it back.").format(title=one.title))

    def _on_open_clicked(self) -> None:
        """Save the Word file among the documents, over no other, and open it."""
        one = self.chosen
        if one is None:
            return
        try:
            path = self._workspace.desk.materials.write(one.id, documents_folder())
        except KnownError as error:
            self._say(str(error))
            return
        self._say(_("Saved: {name}").format(name=path.name))
        show_file(path, self.open_url, self._say)

    def _on_row_changed(self, _row: int) -> None:
        one = self.chosen
        self.title.setText("" if one is None else one.title)
        self.text.setPlainText("" if one is None else one.text)
        for field in (self.title, self.remove_button):
            field.setEnabled(one is not None)
        store = self._workspace.desk.base.session_materials
        self.open_button.setEnabled(one is not None and store.document(one.id) is not None)

    def _show_all(self) -> None:
        row = max(0, self.list.currentRow())
        self._shown = self._workspace.desk.base.session_materials.of_session(self._session_id)
        self.list.clear()
        self.list.addItems([one.title for one in self._shown])
        self.list.setCurrentRow(min(row, len(self._shown) - 1))
        self._on_row_changed(row)
        for field in (self.list, self.title, self.text):
            self.form.setRowVisible(field, bool(self._shown))
        if not self._shown:
            self.add_button.setFocus()
        self.fit()

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        announce(self, sentence)
        self.fit()

    def _lay_out_fields(self) -> None:
        line = self.theme.line("body")
        self.list.setFixedHeight(line * _LIST_LINES + self.theme.px(24))
        self.list.setAccessibleName(_("Materials of the session"))
        self.text.setFixedHeight(line * _TEXT_LINES + self.theme.px(12))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("What it says"))
        self.add_field("materials_list", _("Materials of the session"), self.list)
        self.add_field("materials_title", _("Title"), self.title)
        self.add_field("materials_text", _("What it says"), self.text)
        row = FlowLayout(self.theme)
        self.add_button = self._button(_("Take in documents…"), "download", self._on_add_clicked)
        self.open_button = self._button(_("Open the Word file"), "file-text", self._on_open_clicked)
        self.remove_button = self._button(_("Remove"), "trash-2", self._on_remove_clicked)
        for one in (self.add_button, self.open_button, self.remove_button):
            row.addWidget(one)
        self.form.addRow(row)
        self.form.addRow(self.said)

    def _button(self, text: str, icon: str, act: Callable[[], None]) -> Button:
        button = Button(self.theme, text, icon=icon)
        button.setObjectName(f"materials_{icon}")
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button
