"""One session file: what it says, what the gate has to look at, and writing it on any thread."""

import json
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Audience
from flipdesk.services.gate_texts import texts_in
from flipdesk.services.leaving import Leaving

SUFFIX = ".flip.json"
FILE_READERS = Audience.PARTICIPANTS
"""It names everybody who took part anyway; what was kept for them may stay here too."""
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class SessionFile:
    """The whole of a session as it was read, with the segments of its transcripts."""

    record: SessionRecord

    @property
    def leaving(self) -> Leaving:
        """What the gate has to look at: only who did not take part is asked about by name."""
        return Leaving(self.record, FILE_READERS, lambda: texts_in(self.record), names_all=True)

    @property
    def file_name(self) -> str:
        """Return "2021-04-22 Samtaleflip 3 Nordby Kommune.flip.json"."""
        from flipdesk.documents.file_name import safe_name

        session = self.record.session
        name = safe_name(f"{session.title} {self.record.series.organisation}")[:_LONGEST_NAME]
        return f"{self.record.held_on.isoformat()} {name.strip(' .')}{SUFFIX}"

    def text(self) -> str:
        """Return what the file says."""
        from flipdesk.exchange.session_file_write import write_session

        return write_session(exportable(self.record))

    def write(self, path: Path) -> Path:
        """Write it to a path, or into a folder, and return where it is.

        Raises:
            KnownError: it cannot be written; an old file is then as it was.
        """
        from flipdesk.documents.save import save_file

        target = path / self.file_name if path.is_dir() else path
        save_file(target, self.text().encode(), _check_json)
        return target

    def write_sealed(self, path: Path, key: bytes) -> Path:
        """Write it sealed, with a suffix of its own, and return where it is.

        Raises:
            KnownError: it cannot be written.
        """
        from flipdesk.documents.save import save_file
        from flipdesk.knowledge.sealed_file import SUFFIX as SEALED
        from flipdesk.knowledge.sealed_file import sealed, unsealed

        text, target = self.text().encode(), path.with_name(path.name + SEALED)

        def check(file: Path) -> None:
            if unsealed(file.read_bytes(), key) != text:
                raise ValueError("it does not open")

        save_file(target, sealed(text, key), check)
        return target


def exportable(record: SessionRecord) -> SessionRecord:
    """Return the record as a file can hold it: items named, nobody away who came at a time."""
    taken = {item.key for item in record.agenda}
    free = (key for number in count(1) if (key := f"a{number}") not in taken)
    agenda = tuple(item if item.key else replace(item, key=next(free)) for item in record.agenda)
    participants = tuple(
        replace(one, arrived=None, left=None) if one.attendance.is_away else one
        for one in record.participants
    )
    return replace(record, agenda=agenda, participants=participants)


def _check_json(path: Path) -> None:
    json.loads(path.read_bytes())
