"""The names that are looked for in free text: of participants, and of everybody in the register."""

from collections.abc import Iterable

from flipdesk.domain.known_names import Known, KnownNames
from flipdesk.domain.likely_names import LikelyNames
from flipdesk.domain.participant import Participant
from flipdesk.domain.stand_in import is_stand_in
from flipdesk.domain.words_in_text import fold, words_of
from flipdesk.exchange.name_list_file import load_names


def known_names(participants: Iterable[Participant], others: Iterable[Known] = ()) -> KnownNames:
    """Return what finds participants by any part of their names, and others as they are given."""
    names = load_names()
    near = [
        Known(one.id, one.name, one.initials)
        for one in participants
        if not is_stand_in(one.person_id)
    ]
    return KnownNames.of([*near, *others], names.common | names.surname_words)


def likely_names(organisations: Iterable[str]) -> LikelyNames:
    """Return what finds likely names; words of the names of organisations are none."""
    names = load_names()
    places = {fold(word.text) for one in organisations for word in words_of(one)}
    return LikelyNames(names.first, names.common, names.last, names.places | places)
