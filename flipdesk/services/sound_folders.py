"""Where the sound of a session lies: its own folder, what was imported and its clips."""

from pathlib import Path

from flipdesk.domain.ids import SessionId
from flipdesk.knowledge.knowledge_base import KnowledgeBase


def sound_folders(base: KnowledgeBase, session_id: SessionId) -> tuple[Path, ...]:
    """Return every folder with sound of a session; no row leads out of the knowledge base."""
    own = base.recording_folder(session_id)
    known = (base.folder / one.folder for one in base.recordings.of_session(session_id))
    whole = base.folder.resolve()
    return tuple(one for one in dict.fromkeys((*known, own)) if one.resolve().is_relative_to(whole))
