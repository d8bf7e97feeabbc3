"""Participants: initials that nobody else has, and people who are met again."""

import pytest

from flipdesk.domain.ids import SessionId
from flipdesk.errors import KnownError
from flipdesk.services.desk import Desk


def initials(desk: Desk, session_id: SessionId) -> list[str]:
    return [one.initials for one in desk.base.participants.of_session(session_id)]


def test_suggested_initials_heed_those_written_small(desk: Desk, session_id: SessionId) -> None:
    mette = desk.base.participants.of_session(session_id)[0]
    desk.invitations.change(mette.id, initials="mh")
    desk.invitations.add(session_id, "Mikkel Hald")
    assert initials(desk, session_id) == ["mh", "ÅB", "MIH"]


@pytest.mark.parametrize("taken", ["åb", " ÅB ", "Åb"])
def test_initials_of_somebody_else_are_refused_whatever_the_case(
    desk: Desk, session_id: SessionId, taken: str
) -> None:
    mette = desk.base.participants.of_session(session_id)[0]
    with pytest.raises(KnownError):
        desk.invitations.change(mette.id, initials=taken)
    with pytest.raises(KnownError):
        desk.invitations.add(session_id, "Ny Person", initials=taken)
    assert initials(desk, session_id) == ["MH", "ÅB"]


def test_initials_are_stored_without_blanks(desk: Desk, session_id: SessionId) -> None:
    mette = desk.base.participants.of_session(session_id)[0]
    desk.invitations.change(mette.id, initials=" MEH ")
    assert initials(desk, session_id) == ["MEH", "ÅB"]


def test_known_person_and_organisation_are_met_whatever_the_case(
    desk: Desk, session_id: SessionId
) -> None:
    people, organisations = desk.base.people.all(), desk.base.organisations.all()
    desk.invitations.add(session_id, "ÅSE BJERRE", organisation="nordby KOMMUNE", initials="X")
    assert desk.base.people.all() == people
    assert desk.base.organisations.all() == organisations


def test_same_name_elsewhere_is_somebody_else(desk: Desk, session_id: SessionId) -> None:
    desk.invitations.add(session_id, "Åse Bjerre", organisation="Sønderby Kommune", initials="X")
    desk.invitations.add(session_id, "Åse Bjerre", initials="Y")
    names = [one.name for one in desk.base.people.all()]
    assert names.count("Åse Bjerre") == 3
