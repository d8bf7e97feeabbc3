"""A session file that is wrong anywhere is refused whole, and every problem has its path."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flipdesk.domain import vocabulary
from flipdesk.domain.passage import PassageKind
from flipdesk.exchange import json_text
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.refusal import Problem, Problems, SessionFileRefused
from flipdesk.exchange.session_file_read import read_session
from flipdesk.exchange.session_schema import check_schema
from flipdesk.i18n import use_language
from flipdesk.paths import resource

CODEBOOKS = load_shipped("da")
SAMPLE = resource("samples", "samtaleflip-3-nordby.flip.json").read_text("utf-8")

Edit = Callable[[dict[str, Any]], object]


def refusal(data: bytes) -> SessionFileRefused:
    with pytest.raises(SessionFileRefused) as caught:
        read_session(data, CODEBOOKS, "nordby.flip.json")
    return caught.value


def taken_in_or_refused(data: bytes) -> tuple[Problem, ...]:
    """Return the problems of a file, none when it could be read; fail on any other error."""
    try:
        read_session(data, CODEBOOKS, "x")
    except SessionFileRefused as error:
        return error.problems
    return ()


def problems_after(edit: Edit) -> dict[str, str]:
    """Return path and message of everything wrong with the sample after an edit."""
    data = json.loads(SAMPLE)
    edit(data)
    return {one.path: one.message for one in refusal(json.dumps(data).encode()).problems}


def _queued(**wrong: str) -> Edit:
    """Return an edit that puts somebody on the speakers' list with something wrong in it."""
    return lambda data: data.update(queue=[{"speaker": "MH"} | wrong])


def _passage(**wrong: str) -> Edit:
    """Return an edit that adds a passage with something wrong in it."""
    right = {"from": "00:00:10", "to": "00:00:20", "agenda": "a2", "speaker": "MH"}
    return lambda data: data.update(passages=[right | wrong])


GUID = "11111111-1111-4111-8111-111111111111"


def _consent(**wrong: str) -> Edit:
    """Return an edit that lets the first participant say something that is wrong."""
    return lambda data: data["participants"][0]["consent"].update(wrong)


EDITS: list[tuple[str, Edit]] = [
    ("participants[0].consent.quote_name", _consent(quote="name", quote_name="declined")),
    ("participants[0].consent.quote_role", _consent(quote="role", quote_role="withdrawn")),
    ("participants[0].consent.on", _consent(on="2021-02-30")),
    ("participants[0].consent.way", _consent(way="telepathy")),
    ("participants[0].consent.part", _consent(part="maybe")),
    ("codebook", lambda d: d.update(codebook="cubb-2031")),
    ("codebook", lambda d: d.pop("codebook")),
    ("version", lambda d: d.update(version=0)),
    ("colour", lambda d: d.update(colour="red")),
    ("series.title", lambda d: d["series"].pop("title")),
    ("series.potential", lambda d: d["series"].update(potential="held")),
    ("session", lambda d: d.update(session=[])),
    ("session.kind", lambda d: d["session"].update(kind="party")),
    ("session.number", lambda d: d["session"].update(number="3")),
    ("session.number", lambda d: d["session"].update(number=10**30)),
    ("session.number", lambda d: d["session"].update(number=True)),
    ("session.starts", lambda d: d["session"].update(starts="2021-04-22T09:30:00")),
    ("session.starts", lambda d: d["session"].update(starts="2021-13-22T09:30:00+02:00")),
    ("session.starts", lambda d: d["session"].update(starts="0001-01-01T00:00:00+02:00")),
    ("session.ends", lambda d: d["session"].update(ends="2021-04-22T09:29:00+02:00")),
    ("session.zone", lambda d: d["session"].update(zone="Europe")),
    ("session.zone", lambda d: d["session"].update(zone="../../etc/passwd")),
    ("session.zone", lambda d: d["session"].update(zone="+99:00")),
    ("session.potential", lambda d: d["session"].update(potential="søvn")),
    ("session.chair", lambda d: d["session"].update(chair="XX")),
    ("session.chair", lambda d: d["session"].update(chair="ks")),
    ("session.delete_recording_on", lambda d: d["session"].update(delete_recording_on="31.12.23")),
    ("session.day_starts[0].starts", lambda d: d["session"].update(
        day_starts=[{"day": 2, "starts": "8.30"}])),
    ("session.day_starts[0].day", lambda d: d["session"].update(
        day_starts=[{"day": 1, "starts": "08:30"}])),
    ("session.day_starts[1].day", lambda d: d["session"].update(
        day_starts=[{"day": 2, "starts": "08:30"}, {"day": 2, "starts": "09:00"}])),
    ("session.delete_recording_on", lambda d: d["session"].update(
        delete_recording_on="2023-02-30")),
    ("session.legal_basis", lambda d: d["session"].update(legal_basis="habit")),
    ("participants[2].role", lambda d: d["participants"][2].update(role="boss")),
    ("participants[2].role", lambda d: d["participants"][2].pop("role")),
    ("participants[8].initials", lambda d: d["participants"][8].update(initials="kS")),
    ("participants[8].initials", lambda d: d["participants"][8].update(initials="")),
    ("participants[4].arrived", lambda d: d["participants"][4].update(arrived="9.47")),
    ("participants[4].arrived", lambda d: d["participants"][4].update(arrived="24:00")),
    ("participants[4].arrived", lambda d: d["participants"][4].update(arrived="09:47\n")),
    ("participants[8].left", lambda d: d["participants"][8].update(left="11:00")),
    ("participants[0].consent.quote", lambda d: d["participants"][0]["consent"].update(quote="no")),
    ("participants[0].guid", lambda d: d["participants"][0].update(guid="1")),
    ("agenda[3].id", lambda d: d["agenda"][3].update(id="a1")),
    ("agenda[1].minutes", lambda d: d["agenda"][1].update(minutes=-1)),
    ("agenda[1].minutes", lambda d: d["agenda"][1].update(minutes=2.5)),
    ("agenda[1].ended", lambda d: d["agenda"][1].update(ended="09:43")),
    ("agenda[1].day", lambda d: d["agenda"][1].update(day=0)),
    ("agenda[1].materials[0]", lambda d: d["agenda"][1].update(materials=[None])),
    ("turns[0].to", lambda d: d["turns"][0].update(to="00:00:19")),
    ("turns[0].from", lambda d: d["turns"][0].update({"from": "00:60:00"})),
    ("turns[0].speaker", lambda d: d["turns"][0].update(speaker="QQ")),
    ("markers[0].at", lambda d: d["markers"][0].update(at="41:10")),
    ("reflections[0].agenda", lambda d: d["reflections"][0].update(agenda="a9")),
    ("reflections[0].text", lambda d: d["reflections"][0].update(text="  ")),
    ("reflections[0].text", lambda d: d["reflections"][0].update(text="a\x00b")),
    ("reflections[0].text", lambda d: d["reflections"][0].update(text="a\ud800b")),
    ("reflections[0].text", lambda d: d["reflections"][0].update(text="x" * 100_001)),
    ("reflections[1].potentials[1]", lambda d: d["reflections"][1]["potentials"].append("magt")
        or d["reflections"][1]["potentials"].pop(1)),
    ("reflections[1].potentials", lambda d: d["reflections"][1]["potentials"].append("samtale")),
    ("reflections[1].dimensions[0]", lambda d: d["reflections"][1].update(dimensions=["magt"])),
    ("reflections[2].pattern.code", lambda d: d["reflections"][2].update(pattern={"code": "x"})),
    ("reflections[3].pattern.uptake", lambda d: d["reflections"][3]["pattern"].update(
        uptake="taken_up")),
    ("outcomes[0].status", lambda d: d["outcomes"][0].update(status="made")),
    ("outcomes[0].status", lambda d: d["outcomes"][0].update(status="lost")),
    ("outcomes[0].due", lambda d: d["outcomes"][0].update(due="2021-04-31")),
    ("outcomes[2].potentials[0]", lambda d: d["outcomes"][2].update(potentials=["magt"])),
    ("recordings[0].folder", lambda d: d.update(recordings=[{
        "folder": "../secrets", "device": "x", "rate_hz": 1, "channels": 1,
        "started": "2021-04-22T09:30:00+02:00"}])),
    ("participants[0].consent.withdrawal", lambda d: d["participants"][0]["consent"].update(
        withdrawal="excerpt")),
    ("agenda[1].skipped", lambda d: d["agenda"][1].update(skipped=True)),
    ("agenda[1].skipped", lambda d: d["agenda"][1].update(skipped=1)),
    ("pauses[0].started", lambda d: d.update(pauses=[{"started": "10:31"}])),
    ("pauses[0].started", lambda d: d.update(pauses=[{}])),
    ("pauses[0].ended", lambda d: d.update(pauses=[{
        "started": "2021-04-22T10:31:00+02:00", "ended": "2021-04-22T10:30:00+02:00"}])),
    ("passages[0].to", _passage(to="00:00:10")),
    ("passages[0].to", _passage(to="00:00:09")),
    ("passages[0].from", _passage(**{"from": "0:10"})),
    ("passages[0].kind", _passage(kind="clip")),
    ("passages[0].agenda", _passage(agenda="a9")),
    ("passages[0].speaker", _passage(speaker="QQ")),
    ("passages[0].colour", _passage(colour="red")),
    ("agenda[1].takes_up[0]", lambda d: d["agenda"][1].update(takes_up=["u1"])),
    ("agenda[1].takes_up", lambda d: d["agenda"][1].update(takes_up=[GUID, GUID])),
    ("queue[0].speaker", _queued(speaker="QQ")),
    ("queue[0].agenda", _queued(agenda="a9")),
    ("queue[0].kind", _queued(kind="shout")),
    ("queue[0].since", _queued(since="09:30")),
    ("queue[0].until", _queued(until="2021-04-22T09:30:00+02:00")),
    ("queue[0]", _queued(kind="line")),
]  # fmt: skip


@pytest.mark.parametrize(("path", "edit"), EDITS)
def test_each_mistake_is_named_by_its_path_and_by_nothing_else(path: str, edit: Edit) -> None:
    assert list(problems_after(edit)) == [path]


def test_all_mistakes_are_named_at_once() -> None:
    def spoil(data: dict[str, Any]) -> None:
        data["participants"][2]["role"] = "boss"
        data["session"]["chair"] = "XX"
        data["agenda"][3]["started"] = "25:00"
        data["outcomes"][0]["status"] = "made"
        del data["reflections"][16]["kind"]

    data = json.loads(SAMPLE)
    spoil(data)
    error = refusal(json.dumps(data).encode())
    assert {one.path for one in error.problems} == {
        "participants[2].role",
        "session.chair",
        "agenda[3].started",
        "outcomes[0].status",
        "reflections[16].kind",
    }
    assert str(error).startswith("nordby.flip.json blev afvist, og intet er gemt")
    assert "5" in str(error)


def test_messages_are_danish_and_say_what_would_do() -> None:
    found = problems_after(lambda d: d["outcomes"][0].update(status="made"))
    assert found["outcomes[0].status"] == 'action kan være open, done, dropped, ikke "made"'
    found = problems_after(lambda d: d["session"].pop("title"))
    assert found["session.title"] == "mangler"


def test_messages_follow_the_language() -> None:
    use_language("en")
    found = problems_after(lambda d: d["session"].pop("title"))
    assert found["session.title"] == "is missing"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "ikke gyldig JSON"),
        (b"{", "ikke gyldig JSON"),
        (b"[" * 100_000, "for dybt"),
        ("{'å'}".encode("latin-1"), "UTF-8"),
        (SAMPLE.encode("utf-16"), "UTF-8"),
        (b" " * 20_000_001, "20 MB"),
        (b"[]", "ikke en sessionsfil"),
        (b"null", "ikke en sessionsfil"),
        (b'{"format": "other"}', "ikke en sessionsfil"),
        (b'{"format": "flipdesk.session", "version": 2}', "nyere FlipDesk"),
    ],
)
def test_what_is_no_session_file_gets_one_clear_sentence(data: bytes, words: str) -> None:
    error = refusal(data)
    assert words in str(error)
    assert "intet er gemt" in str(error)
    assert "\n" not in str(error)


def test_properties_that_stand_twice_are_named() -> None:
    text = SAMPLE.replace('"number": 3,', '"number": 3,\n    "number": 4,')
    assert [one.path for one in refusal(text.encode()).problems] == ["session.number"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_are_none_are_named(number: str) -> None:
    text = SAMPLE.replace('"number": 3,', f'"number": {number},')
    assert [one.path for one in refusal(text.encode()).problems] == ["session.number"]


def test_strange_property_names_are_shown_safely() -> None:
    found = problems_after(lambda d: d["session"].update({"a\ud800\x00 b": 1}))
    (path,) = found
    assert path.encode("utf-8")
    assert "\x00" not in path


def test_deep_nesting_is_refused_before_it_costs_anything() -> None:
    deep: Any = 1
    for _ in range(500):
        deep = [deep]
    assert any("dybt" in message for message in problems_after(
        lambda d: d.update(extra=deep)).values())  # fmt: skip


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "MOST_VALUES", 100)
    assert len(refusal(SAMPLE.encode()).problems) == 1


def test_a_thousand_problems_are_enough() -> None:
    data = json.loads(SAMPLE)
    data["markers"] = [1] * 5000
    problems = refusal(json.dumps(data).encode()).problems
    assert len(problems) == 1001
    assert problems[-1].path == ""
    assert "flere" in problems[-1].message


def test_objects_where_texts_belong_are_not_compared_with_each_other() -> None:
    data = json.loads(SAMPLE)
    data["reflections"][0]["potentials"] = [{"a": 1}] * 20_000
    assert refusal(json.dumps(data).encode()).problems


def test_a_part_may_not_borrow_the_guid_of_another() -> None:
    guid = "0b0f7a52-6a0e-4b7e-9b0e-f11bde5cf11b"

    def twice(data: dict[str, Any]) -> None:
        data["reflections"][0]["guid"] = guid
        data["outcomes"][1]["guid"] = guid

    assert list(problems_after(twice)) == ["outcomes[1].guid"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    refusal(data)


@settings(max_examples=200, deadline=None)
@given(
    place=st.sampled_from(
        ["series", "session", "participants", "agenda", "turns", "markers", "reflections",
         "outcomes", "recordings"]
    ),
    value=json_values,
    inside=st.booleans(),
    key=st.sampled_from(
        ["guid", "initials", "consent", "day", "at", "said_at", "agenda", "potentials", "pattern",
         "started", "left", "arrived", "materials", "segments", "starts", "zone", "speaker", "kind"]
    ),
)  # fmt: skip
def test_any_value_anywhere_is_taken_in_or_refused(
    place: str, value: object, inside: bool, key: str
) -> None:
    data = json.loads(SAMPLE)
    if inside and isinstance(data.get(place), list):
        data[place][0][key] = value
    elif inside and place in data:
        data[place][key] = value
    else:
        data[place] = value
    for problem in taken_in_or_refused(json.dumps(data).encode()):
        assert str(problem).encode("utf-8")


@settings(max_examples=200, deadline=None)
@given(at=st.integers(0, len(SAMPLE.encode()) - 1), byte=st.integers(0, 255))
def test_one_wrong_byte_never_gives_a_traceback(at: int, byte: int) -> None:
    data = bytearray(SAMPLE.encode())
    data[at] = byte
    taken_in_or_refused(bytes(data))


def test_schema_knows_every_word_of_the_vocabulary() -> None:
    schema = json.loads(resource("schemas", "session.schema.json").read_text("utf-8"))
    definitions, session = schema["$defs"], schema["properties"]["session"]["properties"]
    consent = definitions["consent"]["properties"]
    expected = [
        (session["kind"], vocabulary.SessionKind),
        (session["legal_basis"], vocabulary.LegalBasis),
        (session["state"], vocabulary.SessionState),
        (definitions["participant"]["properties"]["role"], vocabulary.Role),
        (definitions["participant"]["properties"]["attendance"], vocabulary.Attendance),
        (consent["recording"], vocabulary.RecordingConsent),
        (consent["quote"], vocabulary.QuoteConsent),
        (definitions["agenda_item"]["properties"]["kind"], vocabulary.AgendaKind),
        (definitions["reflection"]["properties"]["kind"], vocabulary.ReflectionKind),
        (definitions["pattern"]["properties"]["uptake"], vocabulary.Uptake),
        (definitions["outcome"]["properties"]["kind"], vocabulary.OutcomeKind),
        (definitions["outcome"]["properties"]["status"], vocabulary.OutcomeStatus),
        (definitions["passage"]["properties"]["kind"], PassageKind),
    ]
    for place, words in expected:
        assert place["enum"] == [str(word) for word in words]


def test_schema_allows_nothing_it_does_not_know() -> None:
    schema = json.loads(resource("schemas", "session.schema.json").read_text("utf-8"))
    closed = [schema, schema["properties"]["series"], schema["properties"]["session"]]
    closed += [one for one in schema["$defs"].values() if one.get("type") == "object"]
    assert len(closed) == 27
    assert all(one["additionalProperties"] is False for one in closed)


def test_sample_fits_the_schema_as_it_stands() -> None:
    problems = Problems()
    check_schema(json.loads(SAMPLE), problems)
    assert not problems
