"""A knowledge base for practice: one session's plan in a folder that goes when practice ends."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from flipdesk.domain.clock import Clock
from flipdesk.domain.codebook import Codebook
from flipdesk.domain.rehearsal import rehearsal
from flipdesk.domain.session_record import SessionRecord
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.key_wraps import KEY_BYTES
from flipdesk.knowledge.keys import Keys
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.paths import private_folder
from flipdesk.services.samples import EXAMPLE, sample_files


def example_session(codebooks: dict[str, Codebook]) -> SessionRecord:
    """Return the session to practise on when none is open."""
    from flipdesk.exchange.session_file_read import read_session

    path = next(one for one in sample_files() if one.name == EXAMPLE)
    return read_session(path.read_bytes(), codebooks, path.name)


def practice_folder(parent: Path) -> Path:
    """Make a folder for one practice of this process.

    Raises:
        KnownError: it cannot be made.
    """
    try:
        private_folder(parent)
        return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=parent))
    except OSError as error:
        raise KnownError(
            _(
                "There is no room to practise in {place}. Make room on the disk and try again."
            ).format(place=parent)
        ) from error


def practice_base(
    folder: Path, record: SessionRecord, codebooks: tuple[Codebook, ...], clock: Clock, author: str
) -> KnowledgeBase:
    """Make a knowledge base that holds this session as planned for this very moment.

    Its keys are kept nowhere: what is left of a practice that broke off can be read by nobody.

    Raises:
        KnownError: it cannot be made.
    """
    place = folder / "practice.flipkb"
    keys = Keys(place, os.urandom(KEY_BYTES))
    base = KnowledgeBase.create(place, clock, codebooks, author, keys)
    starts = clock.now().replace(second=0, microsecond=0)
    with base.atomic():
        base.add_record(rehearsal(record, starts))
    return base


def clear_practice(folder: Path) -> None:
    """Remove one practice with everything in it."""
    shutil.rmtree(folder, ignore_errors=True)


def clear_abandoned(parent: Path, has_ended: Callable[[int], bool]) -> None:
    """Remove what a process left behind that ended in the midst of practice.

    People's names stand in it; `has_ended` says whether a process of this number is no more.
    """
    for folder in parent.glob("*-*"):
        owner = folder.name.partition("-")[0]
        if owner.isdecimal() and has_ended(int(owner)):
            clear_practice(folder)
