"""Minutes as a Word document: a snapshot in, bytes out, nothing else read or written."""

import io
from datetime import UTC
from typing import TYPE_CHECKING

from flipdesk.documents.base_template import LOCALES, open_base
from flipdesk.documents.fields import page_of_pages
from flipdesk.documents.minutes_body import body
from flipdesk.documents.package import with_body
from flipdesk.documents.xml_text import plain, run
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.vocabulary import MinutesState
from flipdesk.i18n import _, speaking

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PROPERTY_LIMIT = 255
"""The most letters that a core property can hold."""


def render(snapshot: MinutesSnapshot) -> bytes:
    """Return the .docx of the minutes; the same snapshot always gives the same bytes."""
    with speaking(snapshot.language):
        document = open_base(snapshot.language)
        _fill_margins(document, snapshot)
        _describe(document, snapshot)
        fragments = "".join(body(snapshot))
    buffer = io.BytesIO()
    document.save(buffer)
    return with_body(buffer.getvalue(), fragments)


def _fill_margins(document: "Document", snapshot: MinutesSnapshot) -> None:
    """Write the banner above every page, and the name, status and page number below."""
    section = document.sections[0]
    if snapshot.banner:
        _append_runs(section.header.paragraphs[0]._p, run(snapshot.banner))
    below = run(f"{snapshot.name} · {snapshot.status}\t")
    pages = page_of_pages(_("Page {page} of {pages}"))
    _append_runs(section.footer.paragraphs[0]._p, below + pages)


def _describe(document: "Document", snapshot: MinutesSnapshot) -> None:
    written = snapshot.written.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about = document.core_properties
    about.title = _property(snapshot.title)
    about.subject = _property(f"{snapshot.name}, {snapshot.subtitle}")
    about.author = about.last_modified_by = _property(snapshot.author)
    about.category = _("Minutes")
    about.content_status = _property(snapshot.status)
    about.identifier = _property(snapshot.identifier)
    about.version = str(snapshot.version)
    about.revision = snapshot.version
    about.language = LOCALES.get(snapshot.language, snapshot.language)
    about.created = about.modified = written
    if snapshot.state is MinutesState.COMMENTS:
        _track_changes(document)


def _track_changes(document: "Document") -> None:
    """Let Word show what participants change while the minutes are out for comments."""
    from docx.oxml import parse_xml

    zoom = document.settings.element[0]
    zoom.addnext(parse_xml(f"<w:trackRevisions {_NAMESPACE}/>"))


def _append_runs(target: "BaseOxmlElement", runs: str) -> None:
    from docx.oxml import parse_xml

    drawn = parse_xml(f"<w:p {_NAMESPACE}>{runs}</w:p>".encode())
    target.extend(list(drawn))


def _property(text: str) -> str:
    return plain(text)[:_PROPERTY_LIMIT]
