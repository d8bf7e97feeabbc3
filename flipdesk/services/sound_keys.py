"""Which key a recording's sound is sealed with: that of the session in whose folder it lies."""

from collections.abc import Callable
from pathlib import Path

from flipdesk.domain.ids import SessionId
from flipdesk.knowledge.keys import GUID
from flipdesk.knowledge.knowledge_base import RECORDINGS, KnowledgeBase

KeyOf = Callable[[Path], bytes | None]
"""Returns the key to the sound in a folder; for jobs, which have no knowledge base."""


def no_key(_folder: Path) -> None:
    """Stand in for a `KeyOf` where nothing is sealed."""


def key_of(base: KnowledgeBase, folder: Path, *, make: bool = False) -> bytes | None:
    """Return the key to the sound in a folder, None where that is in clear or its key is gone.

    With `make` a session of an encrypted knowledge base gets its key when it has none yet. Reads a
    small file and not the database, so it may be called on any thread.

    Raises:
        KnownError: the key cannot be read or made.
    """
    recordings = base.folder / RECORDINGS
    if base.keys is None or not folder.is_relative_to(recordings):
        return None
    session_id = next(iter(folder.relative_to(recordings).parts), "")
    if not GUID.fullmatch(session_id):
        return None
    return base.session_key(SessionId(session_id), make=make)
