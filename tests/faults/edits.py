"""Random work in a knowledge base that is the same each time it is begun from the same state."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from unittest.mock import patch

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import PersonId, ReflectionId, SeriesId, SessionId, new_guid
from flipdesk.domain.pseudonyms import Pseudonym
from flipdesk.domain.vocabulary import Audience, Role
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.desk import Desk
from flipdesk.services.drafts import Draft
from tests.helpers.app import MORNING
from tests.helpers.mutations import Maker, NothingThereError, mutations, step_of
from tests.helpers.rows import dump

_KINDS = {
    "change": 55, "undo": 9, "redo": 5, "draft": 8, "text draft": 5, "pseudonym": 5, "minutes": 3,
    "file": 4, "session key": 3, "backup": 1, "upkeep": 2,
}  # fmt: skip
# Whoever is refused minutes with pseudonyms may get other numbers at the next try.
_AUDIENCES = [one for one in Audience if one is not Audience.RESEARCHERS]


@dataclass(frozen=True)
class State:
    """What stands on the disk, each part as a number that tells whether it is the same."""

    rows: str
    pseudonyms: str
    files: str
    backups: tuple[str, ...]


def rows_of(base: KnowledgeBase) -> str:
    return _told(dump(base))


def state_of(base: KnowledgeBase) -> State:
    backups = tuple(sorted(one.name for one in base.backups()))
    files = {
        one.name: sha256(one.read_bytes()).hexdigest()
        for one in sorted(outside(base.folder).iterdir())
        if not one.name.startswith(".")
    }
    return State(rows_of(base), _told(base.pseudonym_key.entries()), _told(files), backups)


def _told(value: object) -> str:
    return sha256(repr(value).encode()).hexdigest()[:16]


def outside(folder: Path) -> Path:
    """Return the folder for files that leave a knowledge base."""
    return folder.with_suffix(".out")


class Edits:
    """Work that is numbered from 0; each is drawn from a seed and from what is stored just then."""

    def __init__(self, base: KnowledgeBase, clock: ManualClock, seed: int) -> None:
        self.desk = Desk(base, clock)
        self._base = base
        self._clock = clock
        self._seed = seed
        self._mutations = mutations(self.desk)

    def do(self, number: int) -> None:
        """Do one piece of work and come back when FlipDesk says that it is done.

        Raises:
            KnownError: FlipDesk refused.
        """
        random = Random(f"{self._seed} {number}")
        self._clock.at = MORNING + timedelta(minutes=number)
        kind = random.choices(list(_KINDS), list(_KINDS.values()))[0]
        with _drawn_guids(random), suppress(NothingThereError):
            self._work(kind)(random)

    def _work(self, kind: str) -> Callable[[Random], object]:
        desk, base = self.desk, self._base
        return {
            "change": self._change,
            "undo": lambda _random: desk.history.undo(),
            "redo": lambda _random: desk.history.redo(),
            "draft": self._draft,
            "text draft": self._text_draft,
            "pseudonym": self._pseudonym,
            "minutes": self._minutes,
            "file": self._file,
            "session key": lambda random: base.session_key(self._session(random), make=True),
            "backup": lambda _random: desk.backing_up.work("every-ten-minutes")(None),
            "upkeep": lambda _random: base.upkeep.step(),
        }[kind]

    def _session(self, random: Random) -> SessionId:
        sessions = self._base.sessions.all()
        if not sessions:
            raise NothingThereError
        return random.choice(sessions).id

    def _change(self, random: Random) -> None:
        for _try in range(20):
            method = self._mutations[random.choice(sorted(self._mutations))]
            try:
                arguments = Maker(self.desk, random).arguments(method)
            except NothingThereError:
                continue
            # As `Workspace.do` has it.
            self.desk.history.extend(None, step_of(method(**arguments)))
            return

    def _draft(self, random: Random) -> None:
        draft = Draft(f"kladde {random.random()}", self._clock.now(), random.randrange(90_000))
        self.desk.drafts.keep(self._session(random), draft, random.choice(("", "guide")))

    def _text_draft(self, random: Random) -> None:
        text = f"kladde {random.random()}" * random.randrange(20)
        key = ReflectionId(random.choice("abc"))
        self.desk.text_drafts.keep(self._session(random), key, text)

    def _pseudonym(self, random: Random) -> None:
        number = len(self._base.pseudonym_key.entries()) + 1
        given = {PersonId(new_guid()): Pseudonym(random.choice(list(Role)), "Nordby", number)}
        self._base.pseudonym_key.give(SeriesId("serie"), given)

    def _minutes(self, random: Random) -> None:
        snapshot = self.desk.minutes.prepare(self._session(random), random.choice(_AUDIENCES))
        self.desk.minutes.store(snapshot, random.randbytes(9_000))

    def _file(self, random: Random) -> None:
        path = outside(self._base.folder) / random.choice(("en.flip.json", "to.flip.json"))
        self.desk.files.export(self._session(random), path, knowingly=True)


@contextmanager
def _drawn_guids(random: Random) -> Iterator[None]:
    drawn = Random(random.random())
    with patch("uuid.uuid4", lambda: uuid.UUID(int=drawn.getrandbits(128), version=4)):
        yield
