"""Organisations: found by every name, and two put together with all that points at them."""

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import OrganisationId, SessionId
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk
from flipdesk.services.series_planning import NewSession


def named(desk: Desk, name: str) -> OrganisationId:
    found = desk.base.organisations.named(name)
    assert found is not None
    return found.id


def everything(desk: Desk, session_id: SessionId) -> tuple[object, ...]:
    people = frozenset(desk.base.people.all())
    return desk.base.organisations.all(), people, desk.base.record(session_id)


def test_an_organisation_is_found_by_its_aliases(desk: Desk, session_id: SessionId) -> None:
    desk.invitations.add(session_id, "Ida Ærø", organisation="Aarhus Kommune")
    aarhus = named(desk, "Aarhus Kommune")
    desk.history.record(desk.organisations.add_alias(aarhus, " Århus  Kommune "))
    assert named(desk, "århus kommune") == aarhus
    desk.history.undo()
    assert desk.base.organisations.named("Århus Kommune") is None
    desk.history.redo()
    desk.organisations.remove_alias(aarhus, "ÅRHUS kommune")
    assert desk.base.organisations.named("Århus Kommune") is None


def test_names_of_others_are_refused(desk: Desk, session_id: SessionId) -> None:
    desk.invitations.add(session_id, "Ida Ærø", organisation="Aarhus Kommune")
    with pytest.raises(KnownError, match="Nordby Kommune"):
        desk.organisations.add_alias(named(desk, "Aarhus Kommune"), "nordby kommune")
    with pytest.raises(KnownError):
        desk.organisations.add_alias(named(desk, "Aarhus Kommune"), "  ")


def test_a_renamed_organisation_is_found_by_both_names(desk: Desk, session_id: SessionId) -> None:
    assert session_id
    nordby = named(desk, "Nordby Kommune")
    desk.organisations.rename(nordby, "Ny Nordby Kommune")
    assert named(desk, "Nordby Kommune") == named(desk, "Ny Nordby Kommune") == nordby


def test_merging_takes_everything_along_and_can_be_undone(
    desk: Desk, session_id: SessionId, clock: ManualClock
) -> None:
    series, _ = desk.planning.add_series("Helhedsflip", "Århus Kommune", "helhed")
    made, _ = desk.planning.add_session(NewSession(series, "Helhedsflip 1", clock.now()))
    desk.invitations.add(session_id, "Ida Ærø", organisation="Aarhus Kommune")
    desk.invitations.add(made, "Ida Ærø", organisation="Århus Kommune")
    wrong, right = named(desk, "Århus Kommune"), named(desk, "Aarhus Kommune")
    desk.organisations.add_alias(wrong, "Århus")
    before = everything(desk, made)
    desk.history.record(desk.organisations.merge(wrong, right))
    kept = desk.base.organisations.get(right)
    assert kept is not None
    assert kept.aliases == ("Århus", "Århus Kommune")
    assert desk.base.organisations.get(wrong) is None
    record = desk.base.record(made)
    assert record.series.organisation == "Aarhus Kommune"
    assert record.participants[0].organisation == "Aarhus Kommune"
    ida = [one for one in desk.base.people.all() if one.name == "Ida Ærø"]
    assert len(ida) == 1
    assert record.participants[0].person_id == ida[0].id
    desk.history.undo()
    assert everything(desk, made) == before


def test_namesakes_who_meet_in_one_session_stay_two(desk: Desk, session_id: SessionId) -> None:
    desk.invitations.add(session_id, "Ida Ærø", organisation="Aarhus Kommune")
    desk.invitations.add(session_id, "Ida Ærø", organisation="Århus Kommune")
    desk.organisations.merge(named(desk, "Århus Kommune"), named(desk, "Aarhus Kommune"))
    assert [one.name for one in desk.base.people.all()].count("Ida Ærø") == 2
