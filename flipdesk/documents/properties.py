"""The core properties of a document: what a screen reader and a file list say that it is."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flipdesk.documents.base_template import LOCALES
from flipdesk.documents.xml_text import plain

if TYPE_CHECKING:
    from docx.document import Document

_LIMIT = 255
"""The most letters that a core property can hold."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What is said of a document; `written` is aware."""

    title: str
    subject: str
    author: str
    category: str
    identifier: str
    language: str
    written: datetime
    status: str = ""
    version: int = 1


def describe(document: "Document", said: Properties) -> None:
    """Write the properties into a document."""
    about = document.core_properties
    about.title = _property(said.title)
    about.subject = _property(said.subject)
    about.author = about.last_modified_by = _property(said.author)
    about.category = _property(said.category)
    about.content_status = _property(said.status)
    about.identifier = _property(said.identifier)
    about.version = str(said.version)
    about.revision = said.version
    about.language = LOCALES.get(said.language, said.language)
    written = said.written.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about.created = about.modified = written


def _property(text: str) -> str:
    return plain(text)[:_LIMIT]
