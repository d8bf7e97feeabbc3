"""Opening what the application stands on, each thing imported when it is first needed."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.domain.clock import Clock
from flipdesk.paths import default_knowledge_base

if TYPE_CHECKING:
    from collections.abc import Callable

    from flipdesk.audio.device import AudioDevice
    from flipdesk.audio.recorder import Recorder
    from flipdesk.knowledge.database import Database
    from flipdesk.knowledge.keys import Keys
    from flipdesk.knowledge.knowledge_base import KnowledgeBase


def usual_place(kept: Path | None) -> Path:
    """Return the knowledge base to open: the one kept from last time, unless another is named."""
    from flipdesk.knowledge.database import FILE

    if kept is None or os.environ.get("FLIPDESK_KB") or not (kept / FILE).exists():
        return default_knowledge_base()
    return kept


def open_or_create(folder: Path, clock: Clock) -> "KnowledgeBase":
    """Open the knowledge base in a folder, or make it when there is none yet.

    Raises:
        KnownError: it cannot be opened or made.
    """
    return hold_database(folder, clock)()


def hold_database(
    folder: Path, clock: Clock, keys: "Keys | None" = None
) -> "Callable[[], KnowledgeBase]":
    """Open the database in a folder now, or make it, and return how to get the stores over it.

    With keys it is encrypted, or made so.

    Raises:
        KnownError: it cannot be opened or made.
    """
    from flipdesk.knowledge.database import FILE, open_database
    from flipdesk.knowledge.disk_trouble import has_traces

    if (folder / FILE).exists() or has_traces(folder):
        database = open_database(folder / FILE, clock, None if keys is None else keys.database)
        return lambda: _cleared_stores(folder, clock, database, keys)
    from flipdesk.exchange.codebook_file import load_shipped
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.codebook_words import KEPT_IN

    base = KnowledgeBase.create(folder, clock, load_shipped(KEPT_IN).values(), keys=keys)
    return lambda: base


def hold_to_read(
    folder: Path, clock: Clock, keys: "Keys | None" = None
) -> "Callable[[], KnowledgeBase]":
    """Hold the database in a folder to read it, and return how to get the stores over it.

    Raises:
        KnownError: it cannot be read either.
    """
    from flipdesk.knowledge.database import FILE
    from flipdesk.knowledge.reading import open_to_read

    database = open_to_read(folder / FILE, None if keys is None else keys.database)
    return lambda: _stores(folder, clock, database, keys)


def _cleared_stores(
    folder: Path, clock: Clock, database: "Database", keys: "Keys | None"
) -> "KnowledgeBase":
    """Take away what a conversion that was broken off has left, and return the stores."""
    from flipdesk.knowledge.converted import clear_unfinished

    clear_unfinished(folder)
    return _stores(folder, clock, database, keys)


def _stores(
    folder: Path, clock: Clock, database: "Database", keys: "Keys | None"
) -> "KnowledgeBase":
    from flipdesk.knowledge.knowledge_base import KnowledgeBase

    return KnowledgeBase(folder, database, clock, "", keys)


def child_recorder() -> "Recorder":
    """Return a recorder in a process of its own."""
    from flipdesk.audio.recorder_process import ProcessRecorder

    return ProcessRecorder()


def microphones() -> "tuple[AudioDevice, ...]":
    """Return the microphones that are there at this moment."""
    from flipdesk.audio.device import devices_now

    return devices_now()
