"""Minutes and digests as Word documents: a snapshot in, bytes out, nothing else read or written."""

import io
from typing import TYPE_CHECKING

from flipdesk.documents.base_template import open_base
from flipdesk.documents.margins import NAMESPACE, fill_margins
from flipdesk.documents.minutes_body import body
from flipdesk.documents.package import with_body
from flipdesk.documents.properties import Properties, describe
from flipdesk.documents.questions import attach
from flipdesk.domain.document_snapshot import DocumentSnapshot
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.vocabulary import MinutesState
from flipdesk.i18n import speaking

if TYPE_CHECKING:
    from docx.document import Document


def render(snapshot: DocumentSnapshot) -> bytes:
    """Return the .docx of a snapshot; the same snapshot always gives the same bytes."""
    with speaking(snapshot.language):
        document = open_base(snapshot.language)
        below = f"{snapshot.name} · {snapshot.status}"
        fill_margins(document, banner=snapshot.banner, below=below)
        describe(document, properties(snapshot))
        if isinstance(snapshot, MinutesSnapshot) and snapshot.state is MinutesState.COMMENTS:
            _track_changes(document)
        if isinstance(snapshot, MinutesSnapshot) and snapshot.questions:
            attach(document, snapshot.questions, snapshot.author, snapshot.written)
        fragments = "".join(body(snapshot))
    buffer = io.BytesIO()
    document.save(buffer)
    return with_body(buffer.getvalue(), fragments)


def properties(snapshot: DocumentSnapshot) -> Properties:
    """Return what the file says of itself."""
    return Properties(
        title=snapshot.title,
        subject=f"{snapshot.name}, {snapshot.subtitle}",
        author=snapshot.author,
        category=snapshot.category,
        identifier=snapshot.identifier,
        language=snapshot.language,
        written=snapshot.written,
        status=snapshot.status,
        version=snapshot.version,
    )


def _track_changes(document: "Document") -> None:
    """Let Word show what participants change while the minutes are out for comments."""
    from docx.oxml import parse_xml

    zoom = document.settings.element[0]
    zoom.addnext(parse_xml(f"<w:trackRevisions {NAMESPACE}/>"))
