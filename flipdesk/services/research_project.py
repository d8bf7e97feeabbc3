"""A research project from shared sessions; what it holds and why is told in docs/adr/0022."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from flipdesk import __version__
from flipdesk.domain.research_project import (
    Case,
    Coder,
    ResearchProject,
    SourceSet,
    Variable,
    VariableKind,
    VariableValue,
)
from flipdesk.domain.shared_session import SharedPerson, SharedSession
from flipdesk.domain.words import word
from flipdesk.i18n import N_, _
from flipdesk.services.research_codes import code_tree
from flipdesk.services.research_sources import CODER_ID, SessionSources, SharedSound, variable_id

ORIGIN = f"FlipDesk {__version__}"
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


def research_project(
    sessions: Sequence[SharedSession],
    made: datetime,
    sounds: dict[str, SharedSound] | None = None,
) -> ResearchProject:
    """Return a project, in the language in use. `sounds` are by the ids of sessions.

    What it says depends on nothing but what is shared, so that two exports differ in `made` alone.
    """
    made = made.replace(microsecond=0)
    drawn = [SessionSources(one, made, (sounds or {}).get(one.id), name)
             for one, name in zip(sessions, _names(sessions), strict=True)]  # fmt: skip
    return ResearchProject(
        name=_name(sessions),
        origin=ORIGIN,
        description=_description(sessions),
        created=made,
        coder_id=CODER_ID,
        coders=tuple(_coders(sessions)),
        codes=code_tree(sessions),
        variables=tuple(_variables()),
        cases=tuple(_cases(drawn)),
        texts=tuple(text for one in drawn for text in one.texts()),
        sounds=tuple(sound for one in drawn if (sound := one.sound()) is not None),
        memos=tuple(memo for one in drawn for memo in one.coded.memos(one.name)),
        # Some programs lose a memo that a source refers to.
        sets=tuple(
            SourceSet(
                one.session.id,
                one.name,
                source_ids=one.source_ids,
                memo_ids=one.coded.session_memos(),
            )
            for one in drawn
        ),
    )


def _coders(sessions: Iterable[SharedSession]) -> Iterator[Coder]:
    """Yield everybody who has coded; what is tagged in FlipDesk is the work of all."""
    yield Coder(CODER_ID, "FlipDesk")
    people = {one.id: one.name for session in sessions for one in session.coders}
    yield from (Coder(key, name) for key, name in people.items())


def _variables() -> Iterator[Variable]:
    for key, (name, kind) in (*_SESSION_VARIABLES.items(), *_PERSON_VARIABLES.items()):
        yield Variable(variable_id(key), _(name), kind)


def _cases(drawn: Iterable[SessionSources]) -> Iterator[Case]:
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
        values = [VariableValue(variable_id("role"), word(person.role))]
        if person.organisation:
            values.append(VariableValue(variable_id("place"), person.organisation))
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


def file_name_of(title: str) -> str:
    """Return a title as it stands in the names of sources."""
    from flipdesk.documents.file_name import safe_name

    return safe_name(title.replace(",", ""))


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
    left = sum(one.codings_left for one in sessions)
    if left:
        said.append(_("Codings left out: {count}.").format(count=left))
    if any(one.is_sample for one in sessions):
        said.append(_("Example: people and places are invented."))
    return " ".join(said)
