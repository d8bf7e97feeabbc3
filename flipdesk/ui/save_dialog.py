"""Asking where a document goes, and in which form."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from flipdesk.domain.document_form import DocumentForm
from flipdesk.i18n import _
from flipdesk.paths import documents_folder


def ask_where(
    parent: QWidget, title: str, file_name: str, act: Callable[[Path], object], *, name: str
) -> None:
    """Ask for a place in the documents folder; Word is proposed, HTML and PDF can be chosen."""
    filters = {
        _("Word files (*.docx)"): DocumentForm.WORD,
        _("PDF files (*.pdf)"): DocumentForm.PDF,
        _("Web pages (*.html)"): DocumentForm.HTML,
    }
    stem = Path(file_name).stem
    dialog = QFileDialog(parent, title, str(documents_folder()))
    dialog.setObjectName(name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(filters))

    def follow(chosen: str) -> None:
        form = filters.get(chosen, DocumentForm.WORD)
        typed = next(iter(dialog.selectedFiles()), stem)
        dialog.setDefaultSuffix(form.value)
        dialog.selectFile(f"{Path(typed).stem}{form.ending}")

    dialog.filterSelected.connect(follow)
    dialog.setDefaultSuffix(DocumentForm.WORD.value)
    dialog.selectFile(f"{stem}{DocumentForm.WORD.ending}")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: act(Path(path)))
    dialog.open()
