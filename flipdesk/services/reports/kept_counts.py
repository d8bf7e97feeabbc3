"""What was counted of each session, kept until something in that session changes."""

from collections.abc import Callable, Iterable, Sequence

from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import SessionId
from flipdesk.domain.report import Scope
from flipdesk.domain.tag_count import SessionTally
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.reports.slow_reading import SESSIONS_AT_ONCE, Slow

_OF_A_SESSION = frozenset({"reflection", "participation", "turn"})


class KeptCounts:
    """Small enough for years of sessions: a few numbers for each of them."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[SessionId, tuple[SessionTally, ...]]] = {}

    def read(
        self,
        what: str,
        sessions: Sequence[SessionId],
        count: Callable[[Scope], Iterable[SessionTally]],
    ) -> Slow[list[SessionTally]]:
        """Return the tallies of sessions, counting a few at a time those that are not known."""
        known = self._kept.setdefault(what, {})
        unknown = [one for one in sessions if one not in known]
        for start in range(0, len(unknown), SESSIONS_AT_ONCE):
            some = tuple(unknown[start : start + SESSIONS_AT_ONCE])
            found: dict[SessionId, list[SessionTally]] = {one: [] for one in some}
            for tally in count(Scope(sessions=some, samples=True)):
                found[tally.session_id].append(tally)
            known.update((one, tuple(tallies)) for one, tallies in found.items())
            yield
        return [tally for one in sessions for tally in known.get(one, ())]

    def forget(self, base: KnowledgeBase, changes: Changes) -> None:
        """Count those sessions again that something was changed in."""
        touched: set[str] = set()
        for row in changes.rows:
            for image in (row.before, row.after):
                if image is not None and row.table in _OF_A_SESSION:
                    touched.add(str(image["session_id"]))
        # A tag whose reflection is gone too went with it, and the reflection tells.
        tagged = [
            str(image["reflection_id"])
            for row in changes.rows
            for image in (row.before, row.after)
            if image is not None and row.table == "reflection_tag"
        ]
        touched.update(base.counts.tags.sessions_of(tuple(dict.fromkeys(tagged))))
        for known in self._kept.values():
            for one in touched:
                known.pop(SessionId(one), None)
