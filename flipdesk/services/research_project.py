"""A research project from shared sessions; what it holds and why is told in docs/adr/0022."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flipdesk import __version__
from flipdesk.domain.ids import derived_guid
from flipdesk.domain.research_project import (
    Case,
    Coder,
    ProjectCoding,
    ResearchProject,
    SoundSelection,
    SoundSource,
    SourceSet,
    TextSelection,
    TextSource,
    Variable,
    VariableKind,
    VariableValue,
)
from flipdesk.domain.shared_session import SharedNote, SharedPerson, SharedSession
from flipdesk.domain.words import word
from flipdesk.i18n import N_, _
from flipdesk.services.research_codes import code_tree, codes_of
from flipdesk.services.research_texts import notes_text

ORIGIN = f"FlipDesk {__version__}"
CODER_ID = derived_guid("coder", "FlipDesk")
PRE_ROLL_MS = 10_000
"""A note is written after what it is about has been said."""
_SESSION_VARIABLES = {
    "day": (N_("Day"), VariableKind.DATE),
    "series": (N_("Series"), VariableKind.TEXT),
    "organisation": (N_("Organisation"), VariableKind.TEXT),
    "kind": (N_("Kind of session"), VariableKind.TEXT),
    "potential": (N_("Potential"), VariableKind.TEXT),
}
_PERSON_VARIABLES = {
    "role": (N_("Role of participant"), VariableKind.TEXT),
    "place": (N_("Organisation of participant"), VariableKind.TEXT),
}


@dataclass(frozen=True, slots=True)
class SharedSound:
    """The sound of a session that goes along: its GUID, and the name of its file."""

    id: str
    file_name: str
    length_ms: int


def research_project(
    sessions: Sequence[SharedSession],
    made: datetime,
    sounds: dict[str, SharedSound] | None = None,
) -> ResearchProject:
    """Return a project, in the language in use. `sounds` are by the ids of sessions.

    What it says depends on nothing but what is shared, so that two exports differ in `made` alone.
    """
    drawn = [_Drawn(one, made, (sounds or {}).get(one.id), name)
             for one, name in zip(sessions, _names(sessions), strict=True)]  # fmt: skip
    return ResearchProject(
        name=_name(sessions),
        origin=ORIGIN,
        description=_description(sessions),
        created=made,
        coder_id=CODER_ID,
        coders=(Coder(CODER_ID, "FlipDesk"),),
        codes=code_tree(sessions),
        variables=tuple(_variables()),
        cases=tuple(_cases(drawn)),
        texts=tuple(one.text() for one in drawn),
        sounds=tuple(sound for one in drawn if (sound := one.sound_source()) is not None),
        sets=tuple(
            SourceSet(one.session.id, one.name, source_ids=tuple(one.source_ids)) for one in drawn
        ),
    )


def notes_source_id(session_id: str) -> str:
    """Return the GUID of the text that holds the notes of a session."""
    return derived_guid("source", "notes", session_id)


class _Drawn:
    """One session on its way into a project."""

    def __init__(
        self, session: SharedSession, made: datetime, sound: SharedSound | None, name: str
    ) -> None:
        self.session = session
        self.name = name
        self._made = made
        self._sound = sound
        self.heard = [one for one in session.notes() if self._is_heard(one)]

    @property
    def source_ids(self) -> Iterator[str]:
        yield notes_source_id(self.session.id)
        if self._sound is not None:
            yield self._sound.id

    def _is_heard(self, note: SharedNote) -> bool:
        if self._sound is None or note.at_ms is None:
            return False
        return 0 <= note.at_ms <= self._sound.length_ms

    def text(self) -> TextSource:
        """Return what was noted. A note is coded once: in the sound when it can be heard there."""
        text, places = notes_text(self.session)
        heard = {one.id for one in self.heard}
        return TextSource(
            notes_source_id(self.session.id),
            f"{self.name} {_('notes')}.txt",
            text,
            coder_id=CODER_ID,
            created=self._made,
            selections=tuple(
                TextSelection(
                    one.id,
                    *places[one.id],
                    coder_id=CODER_ID,
                    created=self._made,
                    codings=tuple(self._codings(one)),
                )
                for one in self.session.notes()
                if one.id not in heard
            ),
            values=tuple(self._values()),
        )

    def sound_source(self) -> SoundSource | None:
        """Return the sound with the notes that can be heard in it."""
        if self._sound is None:
            return None
        return SoundSource(
            self._sound.id,
            f"{self.name}{self._sound.file_name[-5:]}",
            self._sound.file_name,
            coder_id=CODER_ID,
            created=self._made,
            selections=tuple(self._passage(one) for one in self.heard),
            values=tuple(self._values()),
        )

    def _passage(self, note: SharedNote) -> SoundSelection:
        at_ms = note.at_ms or 0
        said = f"{note.person.name}: {note.text}" if note.person else note.text
        return SoundSelection(
            note.id,
            max(0, at_ms - PRE_ROLL_MS),
            max(at_ms, 1),
            description=said,
            coder_id=CODER_ID,
            created=self._made,
            codings=tuple(self._codings(note)),
        )

    def _codings(self, note: SharedNote) -> Iterator[ProjectCoding]:
        for code in codes_of(self.session, note):
            yield ProjectCoding(derived_guid("coding", note.id, code), code, CODER_ID, self._made)

    def _values(self) -> Iterator[VariableValue]:
        session = self.session.session
        slug = session.potential
        potential = self.session.codebook.potential(slug) if slug else None
        said = {
            "day": self.session.held_on.isoformat(),
            "series": self.session.series,
            "organisation": self.session.organisation,
            "kind": word(session.kind),
            "potential": potential.name if potential else slug or "",
        }
        for key, text in said.items():
            if text:
                yield VariableValue(_variable_id(key), text)


def _variable_id(key: str) -> str:
    return derived_guid("variable", key)


def _variables() -> Iterator[Variable]:
    for key, (name, kind) in (*_SESSION_VARIABLES.items(), *_PERSON_VARIABLES.items()):
        yield Variable(_variable_id(key), _(name), kind)


def _cases(drawn: Iterable[_Drawn]) -> Iterator[Case]:
    """Yield everybody who took part, once a series, under a name that no other case has."""
    people: dict[str, tuple[SharedPerson, str]] = {}
    sources: dict[str, list[str]] = {}
    said: dict[str, list[str]] = {}
    for one in drawn:
        speaking = [note.person for note in one.session.notes() if note.person]
        for person in dict.fromkeys((*one.session.people, *speaking)):
            people.setdefault(person.key, (person, one.session.series))
            sources.setdefault(person.key, []).extend(one.source_ids)
        for note in one.session.reflections:
            if note.person:
                said.setdefault(note.person.key, []).append(note.id)
    taken: set[str] = set()
    for key, (person, series) in people.items():
        name = person.name
        if name in taken:
            name = f"{person.name} ({series})"
        number = 2
        base = name
        while name in taken:
            name, number = f"{base} ({number})", number + 1
        taken.add(name)
        values = [VariableValue(_variable_id("role"), word(person.role))]
        if person.organisation:
            values.append(VariableValue(_variable_id("place"), person.organisation))
        yield Case(
            key,
            name,
            values=tuple(values),
            source_ids=tuple(dict.fromkeys(sources[key])),
            selection_ids=tuple(said.get(key, ())),
        )


def _names(sessions: Iterable[SharedSession]) -> Iterator[str]:
    """Yield "2021-04-22 Samtaleflip 3, Nordby Kommune" for each, safe and unique as file names."""
    from flipdesk.documents.file_name import dated_name

    taken: set[str] = set()
    for one in sessions:
        base = name = dated_name(one.held_on, one.full_title)
        number = 2
        while name.casefold() in taken:
            name, number = f"{base} ({number})", number + 1
        taken.add(name.casefold())
        yield name


def _name(sessions: Sequence[SharedSession]) -> str:
    series = list(dict.fromkeys(one.series for one in sessions))
    return sessions[0].full_title if len(sessions) == 1 else " · ".join(series[:3])


def _description(sessions: Sequence[SharedSession]) -> str:
    """Return what the reader must know: who is who, and what did not come along (REFI-QDA §7)."""
    said = [
        _(
            "Exported from FlipDesk. Participants have pseudonyms; what consent forbids has been"
            " left out. Agenda, airtime and consents do not come along."
        )
    ]
    withheld = sum(one.withheld for one in sessions)
    if withheld:
        said.append(_("Notes left out: {count}.").format(count=withheld))
    if any(one.is_sample for one in sessions):
        said.append(_("Example: people and places are invented."))
    return " ".join(said)
