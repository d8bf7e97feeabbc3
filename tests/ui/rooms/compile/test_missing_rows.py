"""What is missing, in the words of Bearbejd's first pane."""

import pytest

from flipdesk.domain.vocabulary import OutcomeKind
from flipdesk.services.missing import Lack, Missing
from flipdesk.ui.rooms.compile.missing_rows import missing_row
from tests.helpers.nordby import nordby

KAREN, FREDERIK, LIS = nordby().participants[:3]
ONE, TWO, THREE = (KAREN,), (KAREN, FREDERIK), (KAREN, FREDERIK, LIS)


def shown(one: Missing) -> tuple[str, str, str]:
    row = missing_row(one)
    return row.title, row.where, row.action


@pytest.mark.parametrize("lack", list(Lack))
def test_everything_that_can_be_missing_has_a_title_and_something_to_do(
    lack: Lack,
) -> None:
    for kind in (None, OutcomeKind.TRIAL, OutcomeKind.ACTION):
        for people in ((), ONE, TWO, THREE):
            row = missing_row(Missing(lack, ("a", "b"), people, kind))
            assert row.title
            assert row.action
            assert "{" not in row.spoken


def test_one_marker_has_its_moment_and_several_are_counted() -> None:
    assert shown(Missing(Lack.MARKER_TEXT, ("a",), at_ms=2_140_900)) == (
        "Et mærke uden tekst", "00:35:40", "Skriv",
    )  # fmt: skip
    assert missing_row(Missing(Lack.MARKER_TEXT, ("a", "b"))).title == "2 mærker uden tekst"


def test_one_person_is_named_and_several_are_told_by_initials() -> None:
    assert missing_row(Missing(Lack.QUOTE_CONSENT, ("a",), ONE)).where == KAREN.name
    assert missing_row(Missing(Lack.QUOTE_CONSENT, ("a", "b"), TWO)).where == "KS og FL"
    assert missing_row(Missing(Lack.QUOTE_CONSENT, ("a",) * 3, THREE)).where == "KS, FL og LB"


def test_trials_and_actions_are_told_apart() -> None:
    titles = {
        missing_row(Missing(lack, ("a",) * count, kind=kind)).title
        for lack in (Lack.OWNER, Lack.DUE)
        for count in (1, 2)
        for kind in (OutcomeKind.TRIAL, OutcomeKind.ACTION)
    }
    assert len(titles) == 8


def test_consent_of_one_says_whether_they_came() -> None:
    row = missing_row(Missing(Lack.RECORDING_CONSENT, (KAREN.id,), ONE))
    assert KAREN.name in row.title
    assert row.where.startswith("ukendt")
    several = missing_row(Missing(Lack.RECORDING_CONSENT, ("a", "b"), TWO))
    assert several.title.startswith("2 ")
    assert several.where == "KS og FL"
