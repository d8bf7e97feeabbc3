"""Comparing written versions, from the bytes that were kept: the texts go on changing."""

from flipdesk.domain.comparison import Comparison, compare
from flipdesk.domain.minutes import Minutes
from flipdesk.i18n import LANGUAGES, _, speaking
from flipdesk.knowledge.knowledge_base import KnowledgeBase


def compared(older: bytes, newer: bytes) -> Comparison:
    """Return what differs between two documents from here; safe on any thread.

    That state and version differ goes without saying.
    """
    from flipdesk.documents.returned.reader import read_returned

    return compare(read_returned(older), read_returned(newer), _status_labels())


def version_before(base: KnowledgeBase, minutes: Minutes) -> Minutes | None:
    """Return the version before one, for the same readers in the same language."""
    same = (minutes.audience, minutes.language)
    earlier = [
        one
        for one in base.minutes.of_session(minutes.session_id)
        if (one.audience, one.language) == same and one.version < minutes.version
    ]
    return max(earlier, key=lambda one: one.version, default=None)


def _status_labels() -> frozenset[str]:
    labels = set()
    for language in LANGUAGES:
        with speaking(language):
            labels.add(_("Status"))
    return frozenset(labels)
