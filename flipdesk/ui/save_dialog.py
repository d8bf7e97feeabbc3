"""Asking where a document goes, and in which form."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from flipdesk.domain.document_form import DocumentForm
from flipdesk.i18n import _
from flipdesk.paths import documents_folder


def ask_where(
    parent: QWidget,
    title: str,
    file_name: str,
    act: Callable[[Path], object],
    *,
    name: str,
    endings: Mapping[str, str] | None = None,
) -> None:
    """Ask for a place in the documents folder; the first form is proposed.

    The forms are those of a document, else `endings` such as ".csv" by what the dialog calls them.
    """
    filters = endings or {
        _("Word files (*.docx)"): DocumentForm.WORD.ending,
        _("PDF files (*.pdf)"): DocumentForm.PDF.ending,
        _("Web pages (*.html)"): DocumentForm.HTML.ending,
    }
    first = next(iter(filters.values()))
    # A name can hold a dot of its own, as a date does.
    stem = file_name if endings else Path(file_name).stem
    dialog = QFileDialog(parent, title, str(documents_folder()))
    dialog.setObjectName(name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(filters))

    def follow(chosen: str) -> None:
        ending = filters.get(chosen, first)
        typed = next(iter(dialog.selectedFiles()), stem)
        known = next((one for one in filters.values() if typed.endswith(one)), "")
        dialog.setDefaultSuffix(ending.lstrip("."))
        dialog.selectFile(f"{Path(typed).name.removesuffix(known)}{ending}")

    dialog.filterSelected.connect(follow)
    dialog.setDefaultSuffix(first.lstrip("."))
    dialog.selectFile(f"{stem}{first}")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: act(Path(path)))
    dialog.open()
