"""A series: one group meeting several times about one potential (et forløb)."""

from dataclasses import dataclass

from flipdesk.domain.ids import OrganisationId, SeriesId


@dataclass(frozen=True, slots=True)
class Series:
    id: SeriesId
    title: str
    organisation_id: OrganisationId | None = None
    organisation: str = ""
    potential: str | None = None
    is_sample: bool = False
    """The openly fictional example; never counted in statistics."""
