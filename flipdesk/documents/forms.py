"""A snapshot or a paper in any of the forms of a document, and whether a file is one."""

from collections.abc import Callable
from pathlib import Path

from flipdesk.domain.document_form import DocumentForm
from flipdesk.domain.document_snapshot import DocumentSnapshot
from flipdesk.domain.paper import Paper
from flipdesk.errors import BugError
from flipdesk.i18n import speaking

_PDF_TAIL = 1_024


def draw(
    document: DocumentSnapshot | Paper, form: DocumentForm, template: bytes | None = None
) -> bytes:
    """Return the file, the Word file in a template of theirs if given.

    The same document always gives the same bytes. Safe on any thread.

    Raises:
        KnownError: the template cannot be used.
    """
    if form is DocumentForm.WORD:
        return _word(document, template)
    from flipdesk.documents.document_page import document_page
    from flipdesk.documents.page_html import render_html
    from flipdesk.documents.page_pdf import render_pdf
    from flipdesk.documents.paper_page import paper_page

    with speaking(document.language):
        page = paper_page(document) if isinstance(document, Paper) else document_page(document)
    return render_html(page) if form is DocumentForm.HTML else render_pdf(page)


def check_of(form: DocumentForm) -> Callable[[Path], None]:
    """Return what raises BugError when a file that was just written is not of a form."""
    from flipdesk.documents.docx_check import check_docx

    return {
        DocumentForm.WORD: check_docx,
        DocumentForm.HTML: _check_html,
        DocumentForm.PDF: _check_pdf,
    }[form]


def _word(document: DocumentSnapshot | Paper, template: bytes | None) -> bytes:
    from flipdesk.documents import minutes_docx, paper_docx
    from flipdesk.documents.template.fill import fill

    if template is not None:
        return fill(document, template)
    if isinstance(document, Paper):
        return paper_docx.render(document)
    return minutes_docx.render(document)


def _check_html(path: Path) -> None:
    data = path.read_bytes()
    try:
        is_whole = data.decode().rstrip().endswith("</html>")
    except UnicodeDecodeError:
        is_whole = False
    if not is_whole or not data.startswith(b"<!DOCTYPE html>"):
        raise BugError(f"{path.name} is no whole HTML document")


def _check_pdf(path: Path) -> None:
    data = path.read_bytes()
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-_PDF_TAIL:]:
        raise BugError(f"{path.name} is no whole PDF document")
