"""The identities that follow from the words of a session file.

They let a file without guids meet itself when it is imported again.
"""

from datetime import UTC, datetime

from flipdesk.domain.ids import CoderId, OrganisationId, PersonId, SeriesId, SessionId, derived_guid


def organisation_id(name: str) -> OrganisationId:
    """Return the id of an organisation by its name, whatever the case."""
    return OrganisationId(derived_guid("organisation", _folded(name)))


def person_id(name: str, organisation: str | None) -> PersonId:
    """Return the id of a person by name and organisation."""
    return PersonId(derived_guid("person", _folded(organisation or ""), _folded(name)))


def series_id(organisation: str, title: str) -> SeriesId:
    return SeriesId(derived_guid("series", _folded(organisation), _folded(title)))


def session_id(organisation: str, series: str, title: str, starts: datetime) -> SessionId:
    """Return the id of a session by its series, its title and the moment it starts."""
    moment = starts.astimezone(UTC).isoformat()
    return SessionId(
        derived_guid("session", _folded(organisation), _folded(series), _folded(title), moment)
    )


def coder_id(name: str) -> CoderId:
    """Return the id of a coder by name, whatever the case."""
    return CoderId(derived_guid("coder", _folded(name)))


def part_id(session: str, kind: str, name: str | int) -> str:
    """Return the id of a part by its kind and its initials or index in the list."""
    return derived_guid(kind, session, str(name))


def _folded(name: str) -> str:
    return name.strip().casefold()
