"""What minutes say: a document of one session for one audience."""

from dataclasses import dataclass
from datetime import date

from flipdesk.domain.document_snapshot import DocumentSnapshot
from flipdesk.domain.ids import SessionId
from flipdesk.domain.vocabulary import Audience, MinutesState
from flipdesk.domain.withheld import Withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSnapshot(DocumentSnapshot):
    """Minutes of one session for one audience in one language.

    `minutes_id` is the GUID that the version will have once it is kept, "" for one that will not.
    `held_on` is the local day.
    """

    session_id: SessionId
    audience: Audience
    state: MinutesState
    held_on: date
    withheld: tuple[Withheld, ...]
    minutes_id: str = ""
