"""The gate before the digest of a series, in which people of any of its sessions may be told of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from flipdesk.domain.concern import Concern, Place, PlaceKind
from flipdesk.domain.digest_snapshot import DigestSnapshot
from flipdesk.domain.ids import SessionId
from flipdesk.domain.participant import Participant
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.trace import TraceKind
from flipdesk.domain.vocabulary import Audience
from flipdesk.i18n import speaking
from flipdesk.services.gate_rules import GateRules, sha256_of
from flipdesk.services.gate_texts import GateText, texts_in, texts_of
from flipdesk.services.leaving import Look
from flipdesk.services.nameless import Nameless
from flipdesk.services.reports.slow_reading import Slow, finished

DIGEST_READERS = Audience.RESEARCHERS
"""What may be said in it is what may be said to those who read no names."""
_QUOTED = (PlaceKind.OUTCOME, PlaceKind.AGENDA_ITEM, PlaceKind.SESSION)


class DigestGate:
    """Looks at one digest with the people of each session in mind, on any thread.

    What was kept for researchers in any of the sessions stays here too. `homes` tells the session
    that a place belongs to, by the key of the place.
    """

    def __init__(self, snapshot: DigestSnapshot, looks: Sequence[Look]) -> None:
        self._snapshot = snapshot
        self._looks = looks
        self.homes: dict[str, SessionId] = {}
        self._kept = {same for look in looks for same in look.kept}
        self._stored = {same for look in looks for same in _stored(look)}

    def concerns(self) -> tuple[Concern, ...]:
        """Return what has not been decided, in the order in which it is read."""
        return finished(self.steps())

    def steps(self) -> Slow[tuple[Concern, ...]]:
        """Return the same, with two pauses for each session."""
        found: dict[str, Concern] = {}
        texts = yield from self._texts()
        for look in self._looks:
            people: dict[str, Participant] = {
                one.id: one for one in look.leaving.record.participants
            }
            rules = GateRules(DIGEST_READERS, people)
            for said in texts:
                for one in rules.concerns(said, look.traces.find(said.text)):
                    found.setdefault(one.code, one)
            yield
        known = [one for one in found.values() if one.place.kind is not PlaceKind.OTHER]
        return tuple(
            one
            for one in found.values()
            if not self._may_stay(one) and (one in known or not _covered(one, known))
        )

    def _texts(self) -> Slow[tuple[GateText, ...]]:
        """Return every text with the place it is stored in, in whatever session that is."""
        placed: dict[tuple[str, str], GateText] = {}
        for look in self._looks:
            record = look.leaving.record
            for said in chain(texts_of(self._snapshot, record), _in_groups(self._snapshot)):
                # The head is that of the series, and no session's.
                is_head = said.place.kind is PlaceKind.SESSION
                place = Place(PlaceKind.OTHER, "", said.place.label) if is_head else said.place
                same = (place.key, said.text)
                if same not in placed or placed[same].place.kind is PlaceKind.OTHER:
                    placed[same] = replace(said, place=self._at_home(place, record, said))
            yield
        elsewhere = [one.text for one in placed.values() if one.place.kind is PlaceKind.OTHER]
        for record, said in self._quoted():
            if any(said.text in text for text in elsewhere):
                place = self._at_home(said.place, record, said)
                placed.setdefault((place.key, said.text), replace(said, place=place))
        return tuple(placed.values())

    def _quoted(self) -> Iterator[tuple[SessionRecord, GateText]]:
        """Yield what can stand within a longer text, as it would stand there."""
        records = [look.leaving.record for look in self._looks]
        nameless = Nameless.of(person for record in records for person in record.participants)
        with speaking(self._snapshot.language):
            for record in records:
                for said in texts_in(record):
                    if said.place.kind in _QUOTED:
                        yield record, replace(said, text=nameless.text(said.text.strip()))

    def _at_home(self, place: Place, record: SessionRecord, said: GateText) -> Place:
        if place.kind is PlaceKind.OTHER:
            return place
        self.homes[place.key] = record.session.id
        title, heading = record.session.title, place.label
        parts = (title, "" if heading in {title, said.text} else heading)
        return replace(place, label=" · ".join(part for part in parts if part))

    def _may_stay(self, concern: Concern) -> bool:
        """Return whether it was kept as it stands here, or as it is stored: without a number."""
        if (concern.text_sha256, concern.kind) in self._kept:
            return True
        return any(
            kind is concern.kind
            and text in concern.text
            and all(text.count(word) >= concern.words.count(word) for word in concern.words)
            for text, kind in self._stored
        )


def _stored(look: Look) -> Iterator[tuple[str, TraceKind]]:
    """Yield the texts of a session in which something was kept, and what."""
    for text in {one.text.strip() for one in texts_in(look.leaving.record)} if look.kept else ():
        sha256 = sha256_of(text)
        yield from ((text, kind) for kind in TraceKind if (sha256, kind) in look.kept)


def _in_groups(snapshot: DigestSnapshot) -> Iterator[GateText]:
    """Yield what stands over and under what was said: titles of sessions and items, outcomes."""
    for item in snapshot.items:
        for group in item.groups:
            for text in (group.heading, group.note):
                if text.strip():
                    place = Place(PlaceKind.OTHER, "", item.heading)
                    yield GateText(text, place, is_head=text is group.heading)


def _covered(concern: Concern, known: Sequence[Concern]) -> bool:
    """Return whether all of it is decided where the texts it is put together from are stored."""
    words = {
        word
        for one in known
        if one.kind is concern.kind and one.text in concern.text
        for word in one.words
    }
    return words.issuperset(concern.words)
