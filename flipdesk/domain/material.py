"""A material: a document from before FlipDesk, such as old minutes, kept with a session."""

from dataclasses import dataclass
from datetime import datetime

from flipdesk.domain.ids import MaterialId, SessionId


@dataclass(frozen=True, slots=True)
class Material:
    """One document. `text` is what it says, `sha256` that of the file it was read from.

    The bytes of the file are kept apart from it, for they are large.
    """

    id: MaterialId
    session_id: SessionId
    position: int
    title: str
    text: str
    added: datetime
    file_name: str = ""
    sha256: str | None = None
