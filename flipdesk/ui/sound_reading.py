"""Opening a recording to be listened to, as a job."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.services.sound_keys import KeyOf
from flipdesk.ui.jobs import Progress

if TYPE_CHECKING:
    from flipdesk.audio.session_sound import SessionSound


def reading(folder: Path, key_of: KeyOf) -> "Callable[[Progress], SessionSound]":
    """Return the job that opens the recording in a folder.

    It raises KnownError where there is none. `key_of` is asked for the key of sealed sound.
    """

    def read(_progress: Progress) -> "SessionSound":
        from flipdesk.audio.session_sound import open_sound

        return open_sound(folder, key_of(folder))

    return read
