"""What is about to leave: its texts, who is to read them, and what of them has to be decided."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from flipdesk.domain.concern import Concern
from flipdesk.domain.participant import Participant
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.trace import Trace, TraceKind
from flipdesk.domain.traces import Traces
from flipdesk.domain.vocabulary import Audience
from flipdesk.services.gate_rules import GateRules
from flipdesk.services.gate_texts import GateText

Kept = Collection[tuple[str, TraceKind]]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What others are to read of a session; `read` yields its texts and may run on any thread.

    What is `harmless` may stand there. Where everybody who took part is named anyway, `names_all`,
    only the names of others count.
    """

    record: SessionRecord
    audience: Audience
    read: Callable[[], Iterable[GateText]]
    harmless: frozenset[TraceKind] = frozenset()
    names_all: bool = False

    def concerns(self, find: Callable[[str], tuple[Trace, ...]], kept: Kept) -> tuple[Concern, ...]:
        """Return what has not been decided, in the order in which it is read."""
        people: dict[str, Participant] = {one.id: one for one in self.record.participants}
        rules = GateRules(self.audience, people, names_all=self.names_all)
        found: dict[str, Concern] = {}
        for said in self.read():
            for one in rules.concerns(said, find(said.text)):
                if one.kind not in self.harmless and (one.text_sha256, one.kind) not in kept:
                    found.setdefault(one.code, one)
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Look:
    """All that is needed to look at something that leaves, on any thread."""

    leaving: Leaving
    traces: Traces
    kept: frozenset[tuple[str, TraceKind]]

    def concerns(self) -> tuple[Concern, ...]:
        """Return what has not been decided about it."""
        return self.leaving.concerns(self.traces.find, self.kept)
