"""What a series digest says: how its ideas travelled from session to session, naming nobody."""

from dataclasses import dataclass
from datetime import date

from flipdesk.domain.document_snapshot import DocumentSnapshot
from flipdesk.domain.ids import SeriesId


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSnapshot(DocumentSnapshot):
    """The digest of one series in one language. `last_day` is the local day it reaches to."""

    series_id: SeriesId
    last_day: date
