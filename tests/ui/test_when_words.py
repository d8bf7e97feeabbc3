"""Days near now and far from it, as people say them."""

from datetime import date

from flipdesk.ui.models.when_words import days_from, near_due

TODAY = date(2026, 11, 23)


def test_a_due_day_of_another_year_says_which() -> None:
    assert near_due(date(2026, 4, 30), TODAY) == "30. apr."
    assert near_due(date(2023, 12, 31), TODAY) == "31. december 2023"


def test_days_are_counted_while_counting_means_something() -> None:
    assert days_from(date(2026, 12, 1), TODAY) == "om 8 dage"
    assert days_from(TODAY, TODAY) == "i dag"
    assert days_from(date(2026, 11, 22), TODAY) == "for 1 dag siden"
    assert days_from(date(2023, 12, 31), TODAY) == "fristen er overskredet for længst"
