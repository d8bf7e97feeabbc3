"""A paper as a Word document: a frozen paper in, bytes out, nothing else read or written."""

import io

from flipdesk.documents.base_template import open_base
from flipdesk.documents.margins import fill_margins, turn
from flipdesk.documents.package import with_body
from flipdesk.documents.paper_body import body
from flipdesk.documents.properties import Properties, describe
from flipdesk.domain.paper import Paper, PaperKind
from flipdesk.i18n import _, speaking


def render(paper: Paper) -> bytes:
    """Return the .docx of a paper; the same paper always gives the same bytes."""
    with speaking(paper.language):
        document = open_base(paper.language)
        if paper.is_landscape:
            turn(document)
        fill_margins(document, banner=paper.banner, below=paper.below)
        describe(document, properties(paper))
    buffer = io.BytesIO()
    document.save(buffer)
    return with_body(buffer.getvalue(), "".join(body(paper)))


def _category(kind: PaperKind) -> str:
    if kind is PaperKind.USE_REPORT:
        return _("Report")
    if kind is PaperKind.RECEIPT:
        return _("Receipt")
    return _("Handout") if kind.is_handout else _("Programme")


def properties(paper: Paper) -> Properties:
    """Return what the file says of itself."""
    return Properties(
        title=paper.title,
        subject=", ".join(part for part in (paper.name, paper.subtitle) if part),
        author=paper.author,
        category=_category(paper.kind),
        identifier=paper.identifier,
        language=paper.language,
        written=paper.made,
    )
