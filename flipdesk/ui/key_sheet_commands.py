"""Writing the page of keys to a file: a PDF to print, or a web page to read."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSizeF, QStandardPaths
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QFileDialog, QWidget

from flipdesk.documents.save import save_file
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.ui.commands import Commands
from flipdesk.ui.key_sheet import KeyGroup, key_groups, page, printed
from flipdesk.ui.workspace import Workspace

_DOTS_PER_INCH = 300
_SIZES_PT = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)


def save_key_sheet(workspace: Workspace, commands: Commands, window: QWidget) -> None:
    """Ask for a file and write the keys into it; say where it is."""
    places = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(places))
    kinds = (_("PDF to print") + " (*.pdf)", _("Web page") + " (*.html)")
    name, _chosen = QFileDialog.getSaveFileName(
        window,
        _("Print the keys"),
        str(folder / (_("Keys in FlipDesk") + ".pdf")),
        ";;".join(kinds),
    )
    if not name:
        return
    path = Path(name)
    try:
        write_key_sheet(key_groups(commands), path)
    except KnownError as error:
        workspace.problem.emit(str(error))
        return
    workspace.information.emit(_("The keys are in {file}").format(file=path.name))


def write_key_sheet(groups: tuple[KeyGroup, ...], path: Path) -> None:
    """Write the keys as a web page when the name ends so, else as a PDF of one A4 page.

    Raises:
        KnownError: the file cannot be written.
    """
    if path.suffix.lower() in (".html", ".htm"):
        save_file(path, page(groups).encode(), lambda _written: None)
    else:
        save_file(path, pdf(groups), lambda _written: None)


def pdf(groups: tuple[KeyGroup, ...]) -> bytes:
    """Return a PDF with the keys, the text as large as one A4 page has room for."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setTitle(_("Keys in FlipDesk"))
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    area = writer.pageLayout().paintRectPixels(_DOTS_PER_INCH)
    for size in _SIZES_PT:
        font = document.defaultFont()
        font.setPointSizeF(size)
        document.setDefaultFont(font)
        document.setHtml(printed(groups))
        document.setPageSize(QSizeF(area.width(), area.height()))
        if document.pageCount() == 1:
            break
    document.print_(writer)
    return bytes(buffer.data().data())
