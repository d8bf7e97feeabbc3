"""The series of a session file, and the organisations it names."""

from flipdesk.domain.ids import OrganisationId, SeriesId
from flipdesk.domain.series import Series
from flipdesk.exchange import session_ids
from flipdesk.exchange.session_checks import Object


def build_series(series: Object) -> Series:
    """Return the series of a file that has been checked."""
    organisation = series.get("organisation", "").strip()
    title = series["title"]
    return Series(
        id=SeriesId(series.get("guid") or session_ids.series_id(organisation, title)),
        title=title,
        organisation_id=build_organisation_id(series),
        organisation=organisation,
        potential=series.get("potential"),
        is_sample=series.get("sample", False),
    )


def build_organisation_id(named: Object) -> OrganisationId | None:
    """Return the id of the organisation that something names, None when it names none."""
    name = named.get("organisation")
    if name is None:
        return None
    return OrganisationId(named.get("organisation_guid") or session_ids.organisation_id(name))
