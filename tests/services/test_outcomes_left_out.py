"""What was agreed and is to stay out of the minutes stays out of every document."""

from dataclasses import replace

import pytest

from flipdesk.domain.document_snapshot import Lines
from flipdesk.domain.vocabulary import Audience, OutcomeKind
from tests.helpers.nordby import minutes, nordby


@pytest.mark.parametrize("audience", list(Audience))
def test_an_outcome_that_is_left_out_is_in_no_minutes(audience: Audience) -> None:
    record = nordby()
    action = next(one for one in record.outcomes if one.kind is OutcomeKind.ACTION)
    rest = tuple(one for one in record.outcomes if one != action)
    without = replace(record, outcomes=(*rest, replace(action, left_out=True)))
    shown = {
        row.key
        for section in minutes(without, audience).sections
        for row in (section.lines if isinstance(section, Lines) else section.rows)
    }
    assert action.id not in shown
    assert action.text in repr(minutes(record, audience).sections)
