"""Store of the highest pseudonym number given of each kind in a series: it names nobody."""

from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import SeriesId, derived_guid
from flipdesk.domain.pseudonyms import Kind
from flipdesk.domain.vocabulary import Role
from flipdesk.knowledge.rows import Rows


class PseudonymCountStore:
    """Lets no number come twice when the key list is gone."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of_series(self, series_id: SeriesId) -> dict[Kind, int]:
        rows = self._rows.query("select * from pseudonym_count where series_id = ?", series_id)
        return {
            (Role(str(row["role"])), str(row["place"])): int(str(row["highest"])) for row in rows
        }

    def raise_to(self, series_id: SeriesId, kind: Kind, number: int) -> Changes:
        """Note that numbers up to this one are given; a count never goes down."""
        role, place = kind
        count_id = derived_guid("pseudonym", series_id, role, place)
        row = self._rows.get("pseudonym_count", count_id)
        if row is None:
            counted = {"series_id": series_id, "role": str(role), "place": place}
            return self._rows.insert("pseudonym_count", count_id, {**counted, "highest": number})
        if int(str(row["highest"])) >= number:
            return Changes()
        return self._rows.update("pseudonym_count", count_id, {"highest": number})
