"""Deleting all sound of a session: its key first, then every file, then what is known of it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from flipdesk.audio.live_recorder import is_recorded_into
from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import SessionId
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class SoundFolders:
    """The folders with the sound of a session, for any thread."""

    session_id: SessionId
    folders: tuple[Path, ...]

    def remove(self) -> None:
        """Remove them with all that is in them; doing it again goes on.

        Raises:
            KnownError: something cannot be removed, or is there again.
        """
        for folder in self.folders:
            try:
                if folder.is_dir():
                    shutil.rmtree(folder)
            except OSError as error:
                raise KnownError(
                    _(
                        "{file} cannot be deleted ({reason}). Close what uses it, and delete the"
                        " sound again."
                    ).format(file=error.filename or folder, reason=error.strerror)
                ) from error
            if folder.exists():
                raise KnownError(
                    _("{file} is still there. Delete the sound again.").format(file=folder)
                )


def sound_folders(base: KnowledgeBase, session_id: SessionId) -> SoundFolders:
    """Return where the sound of a session lies, what was imported and its clips too.

    Raises:
        KnownError: it is being recorded.
    """
    own = base.recording_folder(session_id)
    known = (base.folder / one.folder for one in base.recordings.of_session(session_id))
    folders = tuple(dict.fromkeys((*known, own)))
    # A recording's row names its folder, and no row may lead out of the knowledge base.
    inside = tuple(one for one in folders if one.resolve().is_relative_to(base.folder.resolve()))
    if any(one.is_dir() and is_recorded_into(one) for one in inside):
        raise KnownError(_("The session is being recorded. Stop the recording first."))
    return SoundFolders(session_id, inside)


def destroy_key(base: KnowledgeBase, session_id: SessionId) -> None:
    """Make the sealed sound of a session noise for ever; nothing where there is no key.

    Raises:
        KnownError: the key cannot be removed.
    """
    if base.keys is not None:
        base.keys.destroy_session_key(session_id)


def forget_sound(base: KnowledgeBase, session_id: SessionId) -> Changes:
    """Forget the recordings of a session, whose files are gone. A fact and no step."""
    changes = Changes()
    with base.atomic():
        for one in base.recordings.of_session(session_id):
            changes += base.recordings.delete(one.id)
    return changes
