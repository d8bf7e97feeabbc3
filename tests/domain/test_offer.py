"""What the palette finds for what is typed, and in which order."""

import pytest

from flipdesk.domain.offer import Asked, Group, Kind, Offer
from flipdesk.domain.offer import ranked as ranked_for


def offer(title: str, *also: str, kind: Kind = Kind.HERE, when_asked: bool = False) -> Offer:
    return Offer(f"test:{title}", kind, title, also, when_asked=when_asked)


VERBS = {"floor": ("giv ordet", "give the floor"), "go": ("gå til", "go to")}


def score(words: str, one: Offer) -> int | None:
    return Asked(words, VERBS).score(one)


def ranked(words: str, offers: list[Offer], recent: tuple[str, ...] = ()) -> tuple[Group, ...]:
    return ranked_for(Asked(words, VERBS), offers, recent)


@pytest.mark.parametrize(
    ("words", "title", "fits"),
    [
        ("gå forb", "Gå til Forbered", True),
        ("parker", "Parkér noten", True),
        ("PARKÉR no", "Parkér noten", True),
        ("note parkér", "Parkér noten", True),
        ("ga", "Gå til Forbered", False),
        ("ered", "Gå til Forbered", False),
        ("gå hjem", "Gå til Forbered", False),
        ("aa", "Åse", False),
        ("gå", "GÅ TIL HJEM", True),
    ],
)
def test_words_are_found_by_their_beginnings_and_without_accents(
    words: str, title: str, fits: bool
) -> None:
    assert (score(words, offer(title)) is not None) is fits


def test_little_words_may_be_said_or_not() -> None:
    give = offer("Giv Åse Bjerre ordet", "giv ordet Åse Bjerre")
    assert score("giv ordet til Åse", give) is not None
    assert score("giv ordet til Mette", give) is None
    assert score("til", give) is None


def test_what_one_may_say_before_a_name_is_understood_in_both_languages() -> None:
    mette = Offer("person:1", Kind.PERSON, "Mette Holm", verb="go", when_asked=True)
    floor = Offer("floor:1", Kind.PERSON, "Giv Mette Holm ordet", ("Mette Holm",), verb="floor")
    for words in ("gå til mette", "go to Mette", "gå til mette h"):
        assert score(words, mette) is not None
    assert score("gå til åse", mette) is None
    assert score("give the floor mette", mette) is None
    assert score("giv ordet til mette", floor) is not None
    assert score("give the floor to mette", floor) is not None
    assert score("go to mette", floor) is None


def test_a_title_as_it_is_read_comes_before_other_names() -> None:
    names = ("Parkeringsplads", "Parkér noten", "Note, der skal parkeres")
    offers = [offer("Gem til senere", "parkér"), *(offer(name) for name in reversed(names))]
    (group,) = ranked("parkér", offers)
    assert group.offers[0].title == "Parkér noten"
    assert "Gem til senere" in [one.title for one in group.offers]


def test_groups_stand_by_what_fits_best_and_then_by_kind() -> None:
    offers = [
        offer("Skriv referat", kind=Kind.HERE),
        offer("Referat af mødet", kind=Kind.NOTE, when_asked=True),
        offer("Referat", kind=Kind.SESSION, when_asked=True),
    ]
    assert [group.kind for group in ranked("referat", offers)] == [
        Kind.NOTE,
        Kind.SESSION,
        Kind.HERE,
    ]


def test_before_anything_is_typed_the_recent_come_first_and_objects_wait() -> None:
    offers = [
        offer("Ny session"),
        offer("Hjælp"),
        offer("Gå til Afvikl", kind=Kind.COMMAND, when_asked=True),
        offer("Mette Holm", kind=Kind.PERSON, when_asked=True),
    ]
    recent, here = ranked("  ", offers, ("test:Hjælp",))
    assert (recent.kind, [one.title for one in recent.offers]) == (Kind.RECENT, ["Hjælp"])
    assert [one.title for one in here.offers] == ["Ny session"]


def test_among_what_fits_equally_the_recent_comes_first() -> None:
    offers = [offer("Ny session"), offer("Ny serie")]
    (group,) = ranked("ny", offers, ("test:Ny serie",))
    assert [one.title for one in group.offers] == ["Ny serie", "Ny session"]


def test_one_command_of_a_name_is_enough_but_people_may_share_theirs() -> None:
    offers = [offer("Gå til Afvikl"), Offer("test:2", Kind.COMMAND, "Gå til Afvikl")]
    offers += [Offer(f"person:{n}", Kind.PERSON, "Mette Holm", when_asked=True) for n in (1, 2)]
    assert sum(len(group.offers) for group in ranked("gå", offers)) == 1
    assert sum(len(group.offers) for group in ranked("mette", offers)) == 2


def test_a_kind_of_things_never_fills_the_palette() -> None:
    offers = [Offer(f"note:{n}", Kind.NOTE, f"Note {n}", when_asked=True) for n in range(2000)]
    (group,) = ranked("note", offers)
    assert len(group.offers) < 10
