"""What Tab completes to."""

from flipdesk.domain.completion import completions
from tests.domain.test_capture import CODEBOOK, PEOPLE


def offered(before: str) -> list[str]:
    return [one.text for one in completions(before, PEOPLE, CODEBOOK)]


def test_initials_are_completed_at_the_beginning() -> None:
    assert offered("m") == ["MH: "]
    assert offered("  ! å") == ["ÅB: "]


def test_name_is_completed_to_initials() -> None:
    assert offered("fre") == ["FL: "]
    assert offered("bje") == ["ÅB: "]


def test_nothing_is_offered_in_the_middle_of_words() -> None:
    assert offered("ord m") == []
    assert offered("MH: m") == []
    assert offered("") == []


def test_tag_is_completed_by_slug_key_or_number() -> None:
    assert offered("ord #sam") == ["#3 "]
    assert offered("ord #re") == ["#resp ", "#respekt "]
    assert offered("#di") == ["#dil ", "#dilemma "]


def test_tag_that_is_whole_is_not_offered_again() -> None:
    assert offered("ord #3") == []
    assert "#respekt " not in offered("ord #respekt")


def test_completion_replaces_what_was_typed() -> None:
    (one,) = completions("ord #sam", PEOPLE, CODEBOOK)
    assert one.start == 4
    assert one.name == "Samtale"


def test_pattern_is_completed_with_its_uptakes() -> None:
    assert offered("#gri") == ["#grib ", "#grib- ", "#grib> "]
    assert offered("#grib") == ["#grib- ", "#grib> "]
    assert offered("#gribning-") == ["#grib- "]
