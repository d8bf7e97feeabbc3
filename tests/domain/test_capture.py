"""The grammar of the capture bar: what is understood, and that nothing typed is lost."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.capture import Captured, NoteKind, tags_in, understand
from flipdesk.domain.capture_line import write_line
from flipdesk.domain.codebook import Axis, Code, Codebook
from flipdesk.domain.due_dates import DueContext
from flipdesk.domain.ids import ParticipantId, PersonId, SessionId
from flipdesk.domain.participant import Participant
from flipdesk.domain.reflection import Pattern
from flipdesk.domain.vocabulary import OutcomeKind, ReflectionKind, Uptake


def _person(initials: str, name: str) -> Participant:
    ids = ParticipantId(initials), SessionId("s"), PersonId(initials)
    return Participant(*ids, 0, initials, name)


def _code(slug: str, *keys: str, number: int | None = None, values: bool = False) -> Code:
    uptakes = tuple(str(one) for one in Uptake) if values else ()
    return Code(slug, slug.capitalize(), slug, number, keys=keys, values=uptakes)


PEOPLE = (_person("MH", "Mette Holm"), _person("ÅB", "Åse Bjerre"), _person("FL", "Frederik Lund"))
SLUGS = ("strategi", "helhed", "samtale", "inddragelse", "virksomhed", "viden")
CODEBOOK = Codebook(
    "cubb-2021",
    "CUBB",
    (
        Axis(
            "potentials",
            "",
            tuple(_code(slug, slug[:3], number=n) for n, slug in enumerate(SLUGS, start=1)),
        ),
        Axis(
            "dimensions",
            "",
            (_code("effektivitet", "eff"), _code("responsivitet", "resp"), _code("respekt")),
        ),
        Axis("patterns", "", (_code("gribning", "grib", values=True), _code("inst_turn", "inst"))),
        Axis("tags", "", (_code("kontrol-tillid"),)),
    ),
)


def understood(line: str) -> Captured:
    return understand(line, PEOPLE, CODEBOOK)


def test_speaker_quote_potential_and_dimension_are_understood() -> None:
    captured = understood('MH: "Fire sekunders stilhed. Det var alt, der skulle til. #3 #respekt')
    assert captured.text == "Fire sekunders stilhed. Det var alt, der skulle til."
    assert captured.speaker is PEOPLE[0]
    assert captured.kind is ReflectionKind.QUOTE
    assert captured.potentials == ("samtale",)
    assert captured.dimensions == ("respekt",)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("! vi mødes igen", OutcomeKind.DECISION),
        ("+ FL sender artiklen", OutcomeKind.ACTION),
        ("*ventetid", OutcomeKind.PARKED),
        ("? hvad siger forskningen", OutcomeKind.KNOWLEDGE_REQUEST),
        ("= vi er enige", ReflectionKind.CONCLUSION),
        ('"sådan er det"', ReflectionKind.QUOTE),
        ("#prøv fire sekunder", OutcomeKind.TRIAL),
        ("tid mod ro #dil", ReflectionKind.DILEMMA),
        ("hun tøver #obs", ReflectionKind.OBSERVATION),
        ("bare ord", ReflectionKind.REFLECTION),
    ],
)
def test_sign_or_tag_says_what_it_is(line: str, kind: NoteKind) -> None:
    assert understood(line).kind is kind


def test_speaker_may_stand_before_or_after_the_sign() -> None:
    assert understood("ÅB: ! ja") == understood("! åb: ja")


@pytest.mark.parametrize(
    ("line", "text", "owner"),
    [
        ("+ FL sender artiklen", "sender artiklen", "FL"),
        ("+FL: sender", "sender", "FL"),
        ("+ fl sender", "fl sender", None),
        ("+ MH, finder klip", "finder klip", "MH"),
        ("+ sender FL en artikel", "sender FL en artikel", None),
    ],
)
def test_action_has_an_owner_only_in_front_and_as_written(
    line: str, text: str, owner: str | None
) -> None:
    captured = understood(line)
    assert captured.text == text
    assert (captured.speaker.initials if captured.speaker else None) == owner


@pytest.mark.parametrize(
    ("tag", "uptake"),
    [
        ("#grib", Uptake.TAKEN_UP),
        ("#grib-", Uptake.OVERHEARD),
        ("#grib>", Uptake.OVERTAKEN),
        ("#gribning", Uptake.TAKEN_UP),
    ],
)
def test_pattern_has_an_uptake(tag: str, uptake: Uptake) -> None:
    captured = understood(f"bageriet nævnes {tag}")
    assert captured.pattern == Pattern("gribning", uptake)
    assert captured.text == "bageriet nævnes"


@pytest.mark.parametrize(
    "line",
    [
        "#7 findes ikke",
        "#res er to ting",
        "(#3) i parentes",
        "mail#3",
        "#inst- har intet udfald",
        "#3> heller ikke",
        "kl. 9:30 begynder vi",
        "hr: ingen hedder det",
        "http://example.org",
    ],
)
def test_what_is_not_understood_stays_in_the_text(line: str) -> None:
    assert understood(line).text == line


def test_second_pattern_stays_in_the_text() -> None:
    captured = understood("#grib- noget #inst")
    assert captured.pattern == Pattern("gribning", Uptake.OVERHEARD)
    assert captured.text == "noget #inst"


def test_kind_tag_beside_a_sign_stays_in_the_text() -> None:
    captured = understood("! vi gør det #dil")
    assert captured.kind is OutcomeKind.DECISION
    assert captured.text == "vi gør det #dil"


def test_outcome_keeps_in_its_text_what_it_has_no_place_for() -> None:
    captured = understood("! vi venter #3 #resp #privat")
    assert captured.potentials == ("samtale",)
    assert captured.text == "vi venter #resp #privat"
    assert captured.dimensions == ()


@pytest.mark.parametrize("line", ["MH:", "#3", "#3 #4", "!", "=", '"', "MH: #3 #respekt"])
def test_line_without_words_is_kept_as_typed(line: str) -> None:
    captured = understood(line)
    assert captured.text == line
    assert not captured.is_empty


def test_speaker_and_tags_alone_are_still_understood() -> None:
    captured = understood("MH: #3")
    assert captured.speaker is PEOPLE[0]
    assert captured.potentials == ("samtale",)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('"Det hele"', "Det hele"),
        ('"Halvt', "Halvt"),
        ('"Fire sekunder" siger hun', '"Fire sekunder" siger hun'),
        ('"Godt" og "skidt"', '"Godt" og "skidt"'),
        ("”Det hele” #3", "Det hele"),
    ],
)
def test_marks_round_a_quotation_go_and_marks_within_stay(line: str, text: str) -> None:
    captured = understood(line)
    assert captured.kind is ReflectionKind.QUOTE
    assert captured.text == text


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("det #3 er", "det er"),
        ("det er #3, siger hun", "det er, siger hun"),
        ("#3 det er", "det er"),
        ("det er #3.", "det er."),
        ("første #3\nanden #4", "første\nanden"),
        ("to  mellemrum og så ...", "to  mellemrum og så ..."),
    ],
)
def test_taking_a_tag_leaves_the_rest_as_typed(line: str, text: str) -> None:
    assert understood(line).text == text


def test_tags_are_found_where_they_stand() -> None:
    line = "  ord #3 og #grib> #ukendt"
    found = [(line[tag.start : tag.end], tag.slug) for tag in tags_in(line, CODEBOOK)]
    assert found == [("#3", "samtale"), ("#grib>", "gribning")]


TYPED = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *("MH:", "ÅB:", "xx:", "!", "+", "*", "?", "=", '"', "”", "FL", "#3", "#sam"),
                *("#resp", "#grib-", "#grib>", "#inst", "#dil", "#obs", "#prøv", "#privat"),
                *("#kontrol-tillid", "#9", "#", ",", ".", "\n", "  ", "(#3)"),
            ]
        ),
        st.text(alphabet="abcæøåÆ12 .,:;!?#\"-'", max_size=12),
        st.text(max_size=6),
    ),
    max_size=12,
).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda gap: gap.join(parts)))


def _letters(text: str) -> list[str]:
    return sorted(re.findall(r"\w", text))


@given(TYPED)
def test_nothing_typed_is_lost(line: str) -> None:
    """Every letter is in the text, or in a name, sign or tag that was understood."""
    captured = understood(line)
    assert captured.is_empty == (not line.strip())
    text = captured.text
    if text == line.strip():
        return
    # What is not in the text is a speaker, an owner or tags that are found again in `captured`.
    missing = _letters(line)
    for letter in _letters(text):
        assert letter in missing
        missing.remove(letter)
    told = captured.speaker.initials if captured.speaker else ""
    tags = [line[tag.start : tag.end] for tag in tags_in(line, CODEBOOK)]
    explained = _letters(told.casefold() + told + "".join(tags))
    assert all(letter in explained for letter in missing)


@given(TYPED)
def test_every_tag_that_left_the_text_is_stored(line: str) -> None:
    captured = understood(line)
    kept = {tag.slug for tag in tags_in(captured.text, CODEBOOK)}
    stored = {*captured.potentials, *captured.dimensions, *captured.tags}
    if captured.pattern:
        stored.add(captured.pattern.code)
    for tag in tags_in(line, CODEBOOK):
        if tag.axis in ("potentials", "dimensions", "patterns", "tags"):
            assert tag.slug in stored | kept


@given(TYPED)
def test_line_written_from_a_note_means_that_note(line: str) -> None:
    captured = understood(line)
    written = write_line(captured, PEOPLE, CODEBOOK)
    assert written is None or understood(written) == captured


@pytest.mark.parametrize(
    "line",
    [
        'MH: "Fire sekunders stilhed. #3 #resp',
        "FL: + sender artiklen",
        "ord #3 #4 #eff #grib- #kontrol-tillid #privat #obs",
        "= vi er enige #1",
        "#prøv fire sekunder",
        '"Godt" og "skidt"',
    ],
)
def test_ordinary_note_can_always_be_written_as_a_line(line: str) -> None:
    captured = understood(line)
    written = write_line(captured, PEOPLE, CODEBOOK)
    assert written is not None
    assert understood(written) == captured


@pytest.mark.parametrize(
    ("line", "owner", "text"),
    [
        ("+ FL og MH sender artiklen", "FL", "FL og MH sender artiklen"),
        ("+ FL, MH sender artiklen", "FL", "FL, MH sender artiklen"),
        ("+ FL, sender artiklen", "FL", "sender artiklen"),
        ("+ FL og en til sender artiklen", "FL", "og en til sender artiklen"),
        ("#prøv FL: venter fire sekunder", "FL", "venter fire sekunder"),
    ],
)
def test_owner_among_others(line: str, owner: str, text: str) -> None:
    captured = understood(line)
    assert captured.speaker is not None
    assert (captured.speaker.initials, captured.text) == (owner, text)


def test_commas_between_tags_go_with_them() -> None:
    assert understood("ord #3, #4, og flere #eff.").text == "ord, og flere."
    assert understood("ord #3, #4.").text == "ord."


@given(TYPED, st.dates(), st.none() | st.dates())
def test_line_with_a_due_date_means_that_note(line: str, today: date, due: date | None) -> None:
    dates = DueContext(today, due)
    captured = understand(line, PEOPLE, CODEBOOK, dates)
    if isinstance(captured.kind, OutcomeKind) and captured.text.strip(" ,;:(–-"):
        captured = replace(captured, due=due)
    written = write_line(captured, PEOPLE, CODEBOOK, dates)
    assert written is None or understand(written, PEOPLE, CODEBOOK, dates) == captured


def test_ordinary_action_can_be_written_with_its_due_date() -> None:
    dates = DueContext(date(2027, 4, 15))
    captured = understand("+ FL sender artiklen fre #3", PEOPLE, CODEBOOK, dates)
    written = write_line(captured, PEOPLE, CODEBOOK, dates)
    assert written == "FL: + sender artiklen senest 16.4.2027 #3"
