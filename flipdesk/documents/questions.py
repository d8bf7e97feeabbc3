"""Comments that a document brings along, as the part that Word keeps them in."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from flipdesk.documents.margins import NAMESPACE
from flipdesk.documents.xml_text import escaped, run
from flipdesk.domain.minutes_snapshot import Question

if TYPE_CHECKING:
    from docx.document import Document

_INITIALS = "FD"


def attach(
    document: "Document", questions: Sequence[Question], author: str, written: datetime
) -> None:
    """Give the document its comments; `around` says where each of them lies."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    # Word shows the wall clock that stands here, whatever zone it names.
    date = written.replace(microsecond=0, tzinfo=None).isoformat()
    who = f'w:author="{escaped(author)}" w:date="{date}Z" w:initials="{_INITIALS}"'
    told = "".join(
        f'<w:comment w:id="{number}" {who}><w:p><w:r><w:annotationRef/></w:r>{run(one.text)}</w:p>'
        "</w:comment>"
        for number, one in enumerate(questions)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    data = f"{head}<w:comments {NAMESPACE}>{told}</w:comments>".encode()
    name = PackURI("/word/comments.xml")
    part = Part(name, CONTENT_TYPE.WML_COMMENTS, data, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)


def around(number: int, runs: str) -> str:
    """Return the runs with a comment about them."""
    mark = f'w:id="{number}"'
    reference = f"<w:r><w:commentReference {mark}/></w:r>"
    return f"<w:commentRangeStart {mark}/>{runs}<w:commentRangeEnd {mark}/>{reference}"
