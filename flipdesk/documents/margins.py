"""What stands on every page of a document: a banner at its head, a line at its foot."""

from typing import TYPE_CHECKING

from flipdesk.documents.fields import page_of_pages
from flipdesk.documents.word_table import TEXT_WIDTH, WIDE_TEXT_WIDTH
from flipdesk.documents.xml_text import run
from flipdesk.i18n import _

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def fill_margins(document: "Document", *, banner: str, below: str) -> None:
    """Write the banner above every page, and the line and the page number below."""
    section = document.sections[0]
    if banner:
        _append_runs(section.header.paragraphs[0]._p, run(banner))
    pages = page_of_pages(_("Page {page} of {pages}"))
    _append_runs(section.footer.paragraphs[0]._p, run(f"{below}\t") + pages)


def turn(document: "Document") -> None:
    """Lay the pages on their side, with the page number still at the right."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Twips

    section = document.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    section.orientation = WD_ORIENT.LANDSCAPE
    stops = section.footer.paragraphs[0].paragraph_format.tab_stops
    stops.add_tab_stop(Twips(TEXT_WIDTH), WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(Twips(WIDE_TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)


def _append_runs(target: "BaseOxmlElement", runs: str) -> None:
    from docx.oxml import parse_xml

    drawn = parse_xml(f"<w:p {NAMESPACE}>{runs}</w:p>".encode())
    target.extend(list(drawn))
