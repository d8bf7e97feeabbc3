"""What minutes say: a document of one session for one audience."""

from dataclasses import dataclass
from datetime import date

from flipdesk.domain.document_snapshot import DocumentSnapshot
from flipdesk.domain.ids import PersonId, SessionId
from flipdesk.domain.pseudonyms import Pseudonym
from flipdesk.domain.vocabulary import Audience, MinutesState
from flipdesk.domain.withheld import Withheld


@dataclass(frozen=True, slots=True)
class Question:
    """A comment that the document brings along, addressed to whom it concerns; `key` is the GUID of
    what it is about.
    """

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSnapshot(DocumentSnapshot):
    """Minutes of one session for one audience in one language.

    `minutes_id` is the GUID that the version will have once it is kept, "" for one that will not.
    `held_on` is the local day. `pseudonyms` are those of a version that shows them, to be kept in
    the key with it: never drawn.
    """

    session_id: SessionId
    audience: Audience
    state: MinutesState
    held_on: date
    withheld: tuple[Withheld, ...]
    minutes_id: str = ""
    pseudonyms: tuple[tuple[PersonId, Pseudonym], ...] = ()
    questions: tuple[Question, ...] = ()
