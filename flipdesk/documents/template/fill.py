"""A template filled with a document: a snapshot and the template's bytes in, bytes out."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flipdesk.documents import minutes_body, minutes_docx, paper_body, paper_docx
from flipdesk.documents.base_template import LOCALES, open_base
from flipdesk.documents.package import with_document
from flipdesk.documents.properties import Properties, describe
from flipdesk.documents.questions import attach
from flipdesk.documents.template.clean import clean, track
from flipdesk.documents.template.every_page import edges, warn
from flipdesk.documents.template.inspect import TemplateReport, inspect
from flipdesk.documents.template.marks import mark_places, mark_text
from flipdesk.documents.template.places import EVERYTHING, IN_ORDER
from flipdesk.documents.template.styles import Styles
from flipdesk.documents.template.values import values_of, write_values
from flipdesk.documents.template.whole import damaged
from flipdesk.documents.word_table import TEXT_WIDTH
from flipdesk.documents.xml_text import paragraph
from flipdesk.domain.document_snapshot import DocumentSnapshot
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.paper import Paper
from flipdesk.domain.vocabulary import MinutesState
from flipdesk.errors import KnownError
from flipdesk.i18n import _, speaking

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What people wrote holds no bare "<", so these match nothing but our own elements.
_STYLE = re.compile(r'(<w:(?:pStyle|rStyle|tblStyle) w:val=")([^"]+)')
_WIDTH = re.compile(r'(<w:(?:tcW|gridCol|tblW) w:w=")(\d+)')
_TYPES = "[Content_Types].xml"
_STUMBLES = (AttributeError, LookupError, TypeError, ValueError, AssertionError, OSError)
"""What python-docx raises over a document that does not hold together."""


def fill(snapshot: DocumentSnapshot | Paper, template: bytes) -> bytes:
    """Return the .docx of a snapshot in a template; the same two always give the same bytes.

    Raises:
        KnownError: the template cannot be used, as `inspect` tells.
    """
    inspect(template)
    with speaking(snapshot.language):
        document, base = _open(template), open_base(snapshot.language)
        clean(document)
        _speak(document, LOCALES.get(snapshot.language, snapshot.language))
        if snapshot.banner:
            warn(document, snapshot.banner)
        body = document.element.body
        widths = mark_places(body)
        for root in (body, *edges(document, "header", "footer")):
            write_values(root, values_of(snapshot))
        describe(document, _properties(snapshot))
        is_out = isinstance(snapshot, MinutesSnapshot) and snapshot.state is MinutesState.COMMENTS
        track(document, wanted=is_out)
        if isinstance(snapshot, MinutesSnapshot) and snapshot.questions:
            attach(document, snapshot.questions, snapshot.author, snapshot.written)
        filled = _fragments(snapshot, document, Styles(document, base), widths)
    buffer = io.BytesIO()
    document.save(buffer)
    return with_document(buffer.getvalue(), lambda content: _put(content, filled))


def try_out(template: bytes) -> TemplateReport:
    """Return what a template holds, once everything that filling needs of it has been done.

    Raises:
        KnownError: as `fill` does.
    """
    report = inspect(template)
    try:
        document = _open(template)
        clean(document)
        document.save(io.BytesIO())
    except _STUMBLES as error:
        raise KnownError(damaged()) from error
    return report


def _open(template: bytes) -> "Document":
    import docx

    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == _TYPES:
                # A .dotx becomes the document that Word would make of it.
                content = content.replace(b"template.main+xml", b"document.main+xml")
            target.writestr(name, content)
    document = docx.Document(buffer)
    if document.element.nsmap.get("w") != _W.strip("{}"):
        raise KnownError(_("This template is unusual. Open it in Word and save it again."))
    return document


def _speak(document: "Document", locale: str) -> None:
    """Set the language of the text that the template's styles give."""
    for found in document.styles.element.iter(f"{_W}lang"):
        found.set(f"{_W}val", locale)
    for found in document.settings.element.iter(f"{_W}themeFontLang"):
        found.set(f"{_W}val", locale)


def _properties(snapshot: DocumentSnapshot | Paper) -> Properties:
    if isinstance(snapshot, Paper):
        return paper_docx.properties(snapshot)
    return minutes_docx.properties(snapshot)


def _parts(snapshot: DocumentSnapshot | Paper, above: int) -> Iterator[tuple[str, Iterator[str]]]:
    if isinstance(snapshot, Paper):
        return paper_body.parts(snapshot)
    return minutes_body.parts(snapshot, above)


def _fragments(
    snapshot: DocumentSnapshot | Paper, document: "Document", styles: Styles, widths: dict[str, int]
) -> dict[str, str]:
    """Return what stands at each mark, in the template's styles and widths."""
    ids = [one.get(f"{_W}id", "0") for one in document.element.body.iter(f"{_W}bookmarkStart")]
    above = max((int(one) for one in ids if one.isdigit()), default=0)
    drawn: dict[str, list[str]] = {}
    for name, fragments in _parts(snapshot, above):
        place = name if name in widths else EVERYTHING
        drawn.setdefault(place, []).extend(fragments)
        # Word joins two tables that touch, and ends nothing with a table.
        if drawn[place] and drawn[place][-1].endswith("</w:tbl>"):
            drawn[place].append(paragraph("FlipEnd"))
    return {
        place: _fitted("".join(fragments), styles, widths[place])
        for place, fragments in drawn.items()
    }


def _fitted(text: str, styles: Styles, width: int) -> str:
    text = _STYLE.sub(lambda found: found[1] + styles.of(found[2]), text)
    if width == TEXT_WIDTH:
        return text
    return _WIDTH.sub(lambda found: f"{found[1]}{int(found[2]) * width // TEXT_WIDTH}", text)


def _put(content: bytes, filled: dict[str, str]) -> bytes:
    for name in (*IN_ORDER, EVERYTHING):
        content = content.replace(mark_text(name), filled.get(name, "").encode())
    return content
