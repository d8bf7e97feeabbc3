"""The method paragraph with our own counts: which series, which language, ready to be copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)
from typing_extensions import override

from flipdesk.domain.ids import SeriesId
from flipdesk.i18n import _, language
from flipdesk.services.method_paragraph import MethodParagraphs
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.workspace import Workspace

_LANGUAGES = (("da", "Dansk"), ("en", "English"))
_LIST, _TEXT = 110, 150


class MethodDialog(FormDialog):
    """Every series that is no example is counted until somebody unchecks it."""

    def __init__(self, theme: Theme, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(theme, "method_dialog", _("Method paragraph"), _("Copy and close"), parent)
        self._paragraphs = MethodParagraphs(workspace.desk.base)
        self.series = QListWidget()
        for one in workspace.desk.base.series.all():
            if not one.is_sample:
                row = QListWidgetItem(f"{one.title} · {one.organisation}".strip(" ·"))
                row.setData(Qt.ItemDataRole.UserRole, one.id)
                row.setCheckState(Qt.CheckState.Checked)
                self.series.addItem(row)
        self.language = QComboBox()
        for key, name in _LANGUAGES:
            self.language.addItem(name, key)
        self.language.setCurrentIndex(self.language.findData(language()))
        self.places = QCheckBox(_("Name the organisations"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.add_field("method_series", _("Series"), self.series)
        self.add_field("method_language", _("Language"), self.language)
        self.add_field("method_places", "", self.places)
        self.add_field("method_text", _("Paragraph"), self.text)
        self.series.setMaximumHeight(theme.px(_LIST))
        self.text.setMinimumHeight(theme.px(_TEXT))
        self.series.itemChanged.connect(self._write)
        self.language.currentIndexChanged.connect(self._write)
        self.places.toggled.connect(self._write)
        self._write()

    @override
    def save(self) -> None:
        """Copy the paragraph."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def _write(self) -> None:
        rows = [self.series.item(place) for place in range(self.series.count())]
        chosen = [
            SeriesId(row.data(Qt.ItemDataRole.UserRole))
            for row in rows
            if row.checkState() is Qt.CheckState.Checked
        ]
        text = self._paragraphs.write(
            chosen,
            in_language=str(self.language.currentData()),
            naming_places=self.places.isChecked(),
        )
        self.text.setPlainText(text or _("No session that counts has been held yet."))
        self.accept_button.setEnabled(bool(text))
