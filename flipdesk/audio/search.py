"""The search for a recorder that goes on alone, off everybody's thread."""

import threading
from collections.abc import Callable

from flipdesk.audio.beacon import Beacon
from flipdesk.audio.events import RecorderEvent
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.found_link import FoundLink, find
from flipdesk.audio.recorder_link import Link, Lost
from flipdesk.audio.wishes import Sought


def seek(
    beacon: Beacon,
    timeout_s: float,
    heard: Callable[[Link, RecorderEvent | Lost], None],
    put: Callable[[Sought], None],
) -> None:
    """Seek the recorder of a beacon and `put` what came of it; returns at once."""

    def search() -> None:
        try:
            found: FoundLink | FailureKind = find(beacon, timeout_s, heard)
        except AudioError as failure:
            found = failure.kind
        put(Sought(beacon, found))

    threading.Thread(target=search, name="recorder-search", daemon=True).start()
