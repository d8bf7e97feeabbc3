"""What may tell who somebody is, pointed out in free text: measured on sentences judged by hand."""

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.known_names import Known, KnownNames
from flipdesk.domain.likely_names import LikelyNames
from flipdesk.domain.numbers_in_text import passes_modulus_11
from flipdesk.domain.trace import Trace, TraceKind
from flipdesk.domain.traces import Traces
from flipdesk.exchange.name_list_file import load_names

JUDGED = Path(__file__).with_name("judged_traces.txt")
HELD_OUT = Path(__file__).with_name("held_out_traces.txt")
PEOPLE = {
    "MH": "Mette Holm",
    "JK": "Jens Kjær",
    "ÅB": "Åse Bjerre",
    "KS": "Karen Sørensen",
    "TG": "Tine Grøn",
    "KA": "Karim Aaen",
    "FL": "Frederik Lund",
    "LB": "Lærke Bæk",
    "SØ": "Søren Østergaard",
}
_MARK = re.compile(r"\{(\w+):([^}]*)\}")


@cache
def finder() -> Traces:
    names = load_names()
    people = [Known(initials, name, initials) for initials, name in PEOPLE.items()]
    known = KnownNames.of(people, names.common | names.surname_words)
    return Traces(known, LikelyNames(names.first, names.common, names.last, names.places))


@pytest.fixture(scope="module")
def traces() -> Traces:
    return finder()


def judged(file: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each sentence with what has to be pointed out in it."""
    found = []
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            marks = [(kind, words) for kind, words in _MARK.findall(line)]
            found.append((_MARK.sub(lambda mark: mark[2], line), marks))
    return found


def kind_of(trace: Trace) -> str:
    return "name" if trace.kind is TraceKind.LIKELY_NAME else str(trace.kind)


def is_same(found: str, wanted: str) -> bool:
    """Return whether two stretches are the same but for the genitive and a full stop."""
    return found.rstrip("s'’.") == wanted.rstrip("s'’.")


@pytest.mark.parametrize(
    ("file", "least", "precision_floor", "recall_floor"),
    [(JUDGED, 120, 0.97, 0.97), (HELD_OUT, 40, 0.70, 0.85)],
)
def test_judged_sentences_are_found_with_few_false_alarms(
    traces: Traces, file: Path, least: int, precision_floor: float, recall_floor: float
) -> None:
    right, missed, alarms = Counter[str](), Counter[str](), Counter[str]()
    wrong = []
    sentences = judged(file)
    assert len(sentences) >= least
    for sentence, wanted in sentences:
        found = [(kind_of(one), sentence[one.start : one.end]) for one in traces.find(sentence)]
        for kind, words in wanted:
            hit = next((one for one in found if one[0] == kind and is_same(one[1], words)), None)
            if hit is None:
                missed[kind] += 1
                wrong.append(f"missed {kind} {words!r} in {sentence!r}")
            else:
                right[kind] += 1
                found.remove(hit)
        for kind, words in found:
            alarms[kind] += 1
            wrong.append(f"false {kind} {words!r} in {sentence!r}")
    print(f"\n{file.stem}: {len(sentences)} sentences")
    for kind in sorted(right | missed | alarms):
        print(f"{kind:8} right {right[kind]} missed {missed[kind]} false {alarms[kind]}")
    precision = right.total() / (right.total() + alarms.total())
    recall = right.total() / (right.total() + missed.total())
    print(f"precision {precision:.3f} recall {recall:.3f}", *wrong, sep="\n")
    assert precision >= precision_floor
    assert recall >= recall_floor
    assert not missed["cpr"]


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    found = finder().find(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(
    st.lists(
        st.sampled_from(
            [
                *("Mette Holm", "MH", "Jens'", "010190-1234", "+45 23 45 67 89", "a@b.dk"),
                *("Bredgade 4", " ", ", ", "\n", "\u00a0", "s", "-", ".", "Karen", "hr."),
                *("8000", "\U0001f600", "’"),
            ]
        ),
        max_size=25,
    )
)
def test_pieces_in_any_order_are_no_trouble(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = finder().find(text)
    assert all(text[one.start : one.end].strip() for one in found)


_LONG = [
    *("Mette Holm ", "12 ", "Aa bb Nørre ", "a@", "a.a.", "A ", "x-", "'", "+4", "\n", "1"),
    *("Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ", "fru Karen, ", "vej ", "0101", "Mette-", "8000 Aa "),
]


@pytest.mark.parametrize("piece", _LONG)
def test_time_grows_with_the_length_and_not_faster(traces: Traces, piece: str) -> None:
    def steps(letters: int) -> float:
        text = (piece * (letters // len(piece) + 1))[:letters]
        begun = process_time()
        traces.find(text)
        return process_time() - begun

    short = max(min(steps(5_000) for _n in range(3)), 0.002)
    # Twelve times the letters: a rule that looks back over all of them would take 144 times.
    assert min(steps(60_000) for _n in range(3)) < 60 * short


def test_offsets_count_code_points(traces: Traces) -> None:
    text = "🙂🙂 Mette Holm sagde 🙂 070761-4285"
    assert [text[one.start : one.end] for one in traces.find(text)] == ["Mette Holm", "070761-4285"]


def test_two_people_of_one_first_name_are_both_meant() -> None:
    people = [Known("1", "Mette Holm", "MH"), Known("2", "Mette Krag", "MK")]
    known = KnownNames.of(people)
    assert known.find("Så sagde Mette nej.")[0].people == ("1", "2")
    assert known.find("Så sagde Mette Krag nej.")[0].people == ("2",)
    assert known.find("Så sagde Mette K nej.")[0].people == ("1", "2")


def test_somebody_far_away_is_known_by_the_whole_name_only() -> None:
    known = KnownNames.of([Known("1", "Rosa Vinge", "RV", near=False)])
    assert known.find("Rosa og RV og Vinge") == ()
    assert [one.people for one in known.find("Det var Rosa Vinges idé")] == [("1",)]


def test_modulus_11_is_a_hint_and_no_rule() -> None:
    assert passes_modulus_11("0707614285")
    assert not passes_modulus_11("0101901234")
    assert kinds("Nummeret er 010190-1234.") == [TraceKind.CPR]
    assert kinds("Nummeret er 010190 1234.") == []
    assert kinds("Nummeret er 310290-1234.") == []


def kinds(text: str) -> list[TraceKind]:
    return [one.kind for one in finder().find(text)]
