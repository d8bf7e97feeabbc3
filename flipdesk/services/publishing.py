"""Publishing a selection as a folder that `datasette` opens: drawn here, written on any thread."""

import os
import secrets
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.offsets import format_offset
from flipdesk.domain.published import (
    Publication,
    PublishedNote,
    PublishedPotential,
    PublishedSession,
    PublishedTag,
)
from flipdesk.domain.shared_session import SharedNote, SharedSession
from flipdesk.domain.words import word
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.durable_file import reach_disk, write_durably
from flipdesk.paths import private_folder
from flipdesk.services.shared_tables import tags_of


@dataclass(frozen=True, slots=True)
class PublishedFolder:
    """A folder ready to be written, on any thread and without a knowledge base."""

    publication: Publication

    def write(self, folder: Path) -> None:
        """Write the folder; one that was published here before is whole until the new one is.

        Raises:
            KnownError: there is something else in the folder, or it cannot be written.
        """
        from flipdesk.exchange.datasette_files import (
            DATABASE_FILE,
            METADATA_FILE,
            README_FILE,
            metadata,
            readme,
        )
        from flipdesk.knowledge.published_file import write_published
        from flipdesk.knowledge.published_questions import published_questions

        folder = Path(os.path.realpath(folder))
        _refuse_strange(folder, {DATABASE_FILE, METADATA_FILE, README_FILE})
        aside, old = (
            folder.with_name(f".{secrets.token_hex(8)}.flipdesk-tmp") for _one in range(2)
        )
        try:
            private_folder(aside, exist_ok=False)
            (aside / DATABASE_FILE).touch(mode=0o600)
            write_published(aside / DATABASE_FILE, self.publication)
            questions = published_questions(self.publication, _("All"))
            texts = {
                METADATA_FILE: metadata(self.publication, questions),
                README_FILE: readme(self.publication),
            }
            for name, text in texts.items():
                write_durably(aside / name, text.encode())
            _sync(aside / DATABASE_FILE)
            reach_disk(aside)
            if folder.exists():
                folder.replace(old)
            aside.replace(folder)
            reach_disk(folder.parent)
        except OSError as error:
            sentence = _("Nothing could be published in {folder} ({reason}). Choose another.")
            raise KnownError(sentence.format(folder=folder, reason=error.strerror)) from error
        finally:
            if old.exists() and not folder.exists():
                old.replace(folder)
            for one in (aside, old):
                shutil.rmtree(one, ignore_errors=True)


def published_folder(sessions: Sequence[SharedSession]) -> PublishedFolder:
    """Return what is published of sessions that are shared on the terms of publishing."""
    if not all(one.is_published for one in sessions):
        raise BugError("what is published must be shared as such")
    return PublishedFolder(
        Publication(
            tuple(_session(one) for one in sessions),
            tuple(_potentials(sessions)),
            any(one.is_sample for one in sessions),
        )
    )


def _session(session: SharedSession) -> PublishedSession:
    return PublishedSession(
        session.title,
        session.series,
        session.organisation,
        session.held_on,
        word(session.session.kind),
        tuple(_note(session, one) for one in session.reflections),
        tuple(_note(session, one) for one in session.outcomes),
    )


def _note(session: SharedSession, note: SharedNote) -> PublishedNote:
    person = note.person
    return PublishedNote(
        word(note.kind),
        note.text,
        "" if note.at_ms is None else format_offset(note.at_ms),
        note.item,
        person.name if person else "",
        word(person.role) if person else "",
        tuple(_tag(session, *one) for one in tags_of(note)),
        word(note.status) if note.status else "",
        note.due,
    )


def _tag(session: SharedSession, axis: str, code: str) -> PublishedTag:
    known = session.codebook.axis(axis).code(code)
    return PublishedTag(axis, code, known.name if known else code)


def _potentials(sessions: Iterable[SharedSession]) -> Iterable[PublishedPotential]:
    for book in dict.fromkeys(one.codebook for one in sessions):
        for code in book.axis(POTENTIALS_AXIS).codes:
            yield PublishedPotential(code.slug, code.number, code.name, code.title, book.title)


def _refuse_strange(folder: Path, ours: set[str]) -> None:
    if not folder.exists():
        return
    found = {one.name for one in folder.iterdir()} if folder.is_dir() else {folder.name}
    if found - ours:
        sentence = _("{folder} holds something else. Choose a new folder.")
        raise KnownError(sentence.format(folder=folder))


def _sync(path: Path) -> None:
    # Windows wants a file that may be written before it brings it to the disk.
    with path.open("r+b") as file:
        os.fsync(file.fileno())
