"""Where what was said and agreed stands in the two cycles."""

from collections import Counter
from dataclasses import replace

from flipdesk.domain.cycles import CycleStation, cycle_entries
from flipdesk.domain.vocabulary import OutcomeKind, OutcomeStatus
from tests.helpers.nordby import nordby


def test_sample_stands_where_one_would_put_it_by_hand() -> None:
    counted = Counter(one.station for one in cycle_entries([nordby()]))
    assert counted == {
        CycleStation.KNOWN: 2,
        CycleStation.NEED: 6,
        CycleStation.DISCUSSED: 9,
        CycleStation.NEW_KNOWLEDGE: 2,
        CycleStation.PROPOSED: 5,
        CycleStation.ASKED: 1,
    }


def test_outcomes_go_round_as_their_status_does() -> None:
    record = nordby()
    trial = next(one for one in record.outcomes if one.kind is OutcomeKind.TRIAL)
    stations = {
        OutcomeStatus.PROPOSED: CycleStation.PROPOSED,
        OutcomeStatus.TRYING: CycleStation.TRIED,
        OutcomeStatus.TRIED: CycleStation.LEARNT,
        OutcomeStatus.ADOPTED: CycleStation.LEARNT,
    }
    for status, station in stations.items():
        alone = replace(record, reflections=(), outcomes=(replace(trial, status=status),))
        (entry,) = cycle_entries([alone])
        assert (entry.station, entry.is_outcome, entry.key) == (station, True, trial.id)
    dropped = replace(trial, status=OutcomeStatus.DROPPED)
    assert cycle_entries([replace(record, reflections=(), outcomes=(dropped,))]) == ()


def test_nothing_with_words_is_lost_between_the_stations() -> None:
    record = nordby()
    keys = {one.key for one in cycle_entries([record])}
    assert keys == {said.id for said in record.reflections} | {one.id for one in record.outcomes}
