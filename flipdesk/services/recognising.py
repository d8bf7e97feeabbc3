"""Which written version a document is that came back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flipdesk.domain.ids import MinutesId, SessionId
from flipdesk.domain.minutes import Minutes
from flipdesk.domain.returned import Returned
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase

_IDENTIFIER = re.compile(r"urn:flipdesk:minutes:([^:]+):([^:]+):([^:]+):(\d+)")
_MOST_COMPARED = 40
"""Versions whose words are compared with a document that has lost its id, the newest first."""
_ENOUGH = 0.5
"""The share of the paragraphs sent that must stand in it word for word."""
_TELLING_WORDS = 3


@dataclass(frozen=True, slots=True)
class Recognised:
    """The version a document was made from; `by_words` when its hidden id was gone."""

    minutes: Minutes
    by_words: bool = False


def recognise(base: KnowledgeBase, back: Returned) -> Recognised:
    """Return the version that a returned document was made from.

    Raises:
        KnownError: it is none of the minutes kept here.
    """
    # Two knowledge bases can each have a version 1 of one session; the GUID tells them apart.
    if back.minutes:
        found = base.minutes.get(MinutesId(back.minutes))
    else:
        found = _by_identifier(base, back.identifier)
    if found is not None:
        return Recognised(found)
    if back.minutes:
        raise KnownError(
            _(
                "These minutes were written in another knowledge base, or their session has been"
                " deleted here. Open the one they come from."
            )
        )
    likely = _by_words(base, back)
    if likely is None:
        raise KnownError(
            _(
                "This document was not recognised as minutes from here: it carries no hidden id,"
                " and too few of its words are those of minutes that were written. Nothing was"
                " taken in."
            )
        )
    return Recognised(likely, by_words=True)


def _by_identifier(base: KnowledgeBase, identifier: str) -> Minutes | None:
    match = _IDENTIFIER.fullmatch(identifier)
    if match is None:
        return None
    session, audience, language, version = match.groups()
    kept = base.minutes.of_session(SessionId(session))
    wanted = (audience, language, int(version))
    return next((one for one in kept if (one.audience, one.language, one.version) == wanted), None)


def _by_words(base: KnowledgeBase, back: Returned) -> Minutes | None:
    from flipdesk.documents.returned.reader import read_returned

    said = {piece.before.strip() for piece in back.pieces}
    best, share = None, _ENOUGH
    for one in _newest(base):
        sent = read_returned(base.minutes.document(one.id))
        texts = {piece.before.strip() for piece in sent.pieces if piece.targets}
        telling = [text for text in texts if len(text.split()) >= _TELLING_WORDS]
        found = sum(text in said for text in telling) / max(len(telling), 1)
        if telling and found > share:
            best, share = one, found
    return best


def _newest(base: KnowledgeBase) -> Iterator[Minutes]:
    every = [one for each in base.sessions.all() for one in base.minutes.of_session(each.id)]
    every.sort(key=lambda one: one.written, reverse=True)
    return iter(every[:_MOST_COMPARED])
