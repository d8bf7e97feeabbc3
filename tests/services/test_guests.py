"""Inviting many: nobody twice, known people met, everything one step."""

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.guest import Guest
from flipdesk.domain.ids import SessionId
from flipdesk.domain.vocabulary import Role
from flipdesk.services.desk import Desk
from flipdesk.services.series_planning import NewSession


def names(desk: Desk, session_id: SessionId) -> list[str]:
    return [one.name for one in desk.base.participants.of_session(session_id)]


def test_who_is_here_is_not_doubled_and_one_undo_takes_all_back(
    desk: Desk, session_id: SessionId
) -> None:
    before = desk.base.participants.of_session(session_id)
    people, organisations = desk.base.people.all(), desk.base.organisations.all()
    guests = [
        Guest("mette  holm", Role.CASEWORKER, "NORDBY kommune"),
        Guest("Åse Bjerre"),
        Guest("Bo Dam", Role.MENTOR, "Åkær Kommune", "Team Job", "MH"),
        Guest("Bo Dam", None, "Åkær Kommune"),
        Guest("Åse Bjerre", None, "Åkær Kommune"),
    ]
    assert desk.guests.newcomers(session_id, guests) == (False, False, True, False, True)
    desk.history.record(desk.guests.invite(session_id, guests))
    assert names(desk, session_id) == ["Mette Holm", "Åse Bjerre", "Bo Dam", "Åse Bjerre"]
    bo, other = desk.base.participants.of_session(session_id)[2:]
    assert (bo.initials, bo.role, bo.unit, bo.organisation) == (
        "BD", Role.MENTOR, "Team Job", "Åkær Kommune",
    )  # fmt: skip
    assert other.initials not in {"MH", "ÅB", "BD"}
    assert other.organisation_id == bo.organisation_id
    desk.history.undo()
    assert desk.base.participants.of_session(session_id) == before
    assert desk.base.people.all() == people
    assert desk.base.organisations.all() == organisations


def test_an_alias_is_the_organisation(desk: Desk, session_id: SessionId) -> None:
    (nordby,) = desk.base.organisations.all()
    desk.organisations.add_alias(nordby.id, "Nordby")
    guests = [Guest("Mette Holm", None, "nordby"), Guest("Bo Dam", None, "Nordby")]
    assert desk.guests.newcomers(session_id, guests) == (False, True)
    desk.guests.invite(session_id, guests)
    assert desk.base.participants.of_session(session_id)[2].organisation == "Nordby Kommune"
    assert len(desk.base.organisations.all()) == 1


def test_people_of_an_earlier_session_come_as_they_were(
    desk: Desk, session_id: SessionId, clock: ManualClock
) -> None:
    other, _ = desk.planning.add_series("Ledelsesflip i Åkær", "Åkær Kommune", "strategi")
    made, _ = desk.planning.add_session(NewSession(other, "Ledelsesflip 1", clock.now()))
    assert [one.title for one in desk.guests.earlier(made)] == [
        "Samtaleflip i Nordby · Samtaleflip 1"
    ]
    desk.guests.invite(made, desk.guests.of_session(session_id))
    there = desk.base.participants.of_session(session_id)
    here = desk.base.participants.of_session(made)
    assert [one.person_id for one in here] == [one.person_id for one in there]
    assert [one.initials for one in here] == ["MH", "ÅB"]


def test_two_thousand_are_invited_in_one_step(desk: Desk, session_id: SessionId) -> None:
    guests = [Guest(f"Person Nr{n}", None, f"Sted {n % 50}") for n in range(2_000)]
    desk.history.record(desk.guests.invite(session_id, guests))
    people = desk.base.participants.of_session(session_id)
    assert len({one.initials.casefold() for one in people}) == 2_002
    desk.history.undo()
    assert names(desk, session_id) == ["Mette Holm", "Åse Bjerre"]


def test_a_person_written_first_and_placed_after_is_met_the_next_time(
    desk: Desk, session_id: SessionId
) -> None:
    added, _ = desk.invitations.add(session_id, "Bo Dam")
    desk.invitations.change(added, organisation="Åkær Kommune")
    (akaer,) = [one for one in desk.base.organisations.all() if one.name == "Åkær Kommune"]
    assert desk.base.people.named("bo dam", akaer.id) is not None
    assert desk.base.people.named("Bo Dam", None) is None
