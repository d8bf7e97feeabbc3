"""Codebooks and agenda templates: what ships is right, and mistakes name file and key."""

from pathlib import Path

import pytest

from flipdesk.domain.ids import SessionId
from flipdesk.domain.vocabulary import AgendaKind, SessionKind, Uptake
from flipdesk.errors import KnownError
from flipdesk.exchange.agenda_template_file import SHIPPED, load_template, load_templates
from flipdesk.exchange.codebook_file import LONGEST_NAME, load_codebook, load_shipped
from flipdesk.paths import resource

SLUGS = ["strategi", "helhed", "samtale", "inddragelse", "virksomhed", "viden"]


def test_six_potentials_in_their_exact_words() -> None:
    codebook = load_shipped("da")["cubb-2021"]
    assert [code.slug for code in codebook.potentials] == SLUGS
    assert [code.number for code in codebook.potentials] == [1, 2, 3, 4, 5, 6]
    assert [code.flip_name for code in codebook.potentials] == [
        "Strategiflip", "Helhedsflip", "Samtaleflip", "Inddragelsesflip", "Virksomhedsflip",
        "Vidensmobiliseringsflip",
    ]  # fmt: skip
    assert codebook.potentials[2].title == (
        "At udvikle tilgange til at kvalificere mødet mellem frontlinjemedarbejdere og borgere"
    )
    assert [code.keys for code in codebook.potentials] == [
        ("str",), ("hel",), ("sam",), ("ind",), ("vir",), ("vid",),
    ]  # fmt: skip


def test_five_potentials_of_lises_map_onto_the_six() -> None:
    books = load_shipped("da")
    older, newer = books["lises-2018"], books["cubb-2021"]
    assert [code.maps_to for code in older.potentials] == SLUGS[:5]
    assert all(newer.potential(code.maps_to or "") for code in older.potentials)
    first = older.potential("strategi")
    assert first is not None
    assert "ledelse" not in first.title


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_codebook_has_the_same_axes(language: str) -> None:
    for codebook in load_shipped(language).values():
        assert [axis.key for axis in codebook.axes] == [
            "potentials", "dimensions", "patterns", "tags",
        ]  # fmt: skip
        assert [code.slug for code in codebook.dimensions] == [
            "effektivitet", "fairness", "responsivitet", "respekt",
        ]  # fmt: skip
        assert [code.slug for code in codebook.patterns] == [
            "gribning", "institutional_turn", "labour_market_perspective",
        ]  # fmt: skip
        assert codebook.patterns[0].values == tuple(Uptake)
        assert len(codebook.axis("tags").codes) == 14
        assert all(len(code.name) <= LONGEST_NAME for _axis, code in codebook)


def test_names_follow_the_language_and_slugs_do_not() -> None:
    danish, english = load_shipped("da")["cubb-2021"], load_shipped("en")["cubb-2021"]
    assert [code.slug for _, code in danish] == [code.slug for _, code in english]
    assert [code.name for code in english.potentials][:3] == [
        "Strategy", "Wholeness", "Conversation",
    ]  # fmt: skip
    assert {code.title for _, code in danish}.isdisjoint(code.title for _, code in english)


GOOD = """
id = "eget"
title = "Vores egen"
[[potentials]]
slug = "ro"
name = "Ro"
title = "At give ro"
"""


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "eget.toml"
    file.write_text(text, "utf-8")
    return file


def test_a_codebook_of_ones_own_needs_little(tmp_path: Path) -> None:
    codebook = load_codebook(written(tmp_path, GOOD), "en")
    assert (codebook.id, codebook.potentials[0].title) == ("eget", "At give ro")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id = = 1", ["eget.toml", "linje 1"]),
        (GOOD.replace('id = "eget"', ""), ["eget.toml", "”id”", "tekst"]),
        (GOOD.replace('"eget"', '"Eget!"'), ["”id”"]),
        (GOOD.replace('"Ro"', '"Et alt for langt navn"'), ["”potentials[0].name”", "16"]),
        (GOOD.replace('name = "Ro"', "name = 3"), ["”potentials[0].name”", "tekst"]),
        (GOOD + "numbr = 3\n", ["”potentials[0].numbr”"]),
        (GOOD + "number = -1\n", ["”potentials[0].number”"]),
        (GOOD + 'keys = "ro"\n', ["”potentials[0].keys”"]),
        (GOOD + '[[potentials]]\nslug = "ro"\nname = "R"\ntitle = "R"\n', ["”potentials[1].slug”"]),
        (
            GOOD + '[[potentials]]\nslug = "fred"\nname = "F"\ntitle = "F"\nkeys = ["ro"]\n',
            ["”ro”"],
        ),
        (GOOD.replace('title = "Vores', 'axes = ["../x"]\ntitle = "Vores'), ["”axes”"]),
        (GOOD.replace('title = "Vores', 'axes = ["mangler"]\ntitle = "Vores'), ["mangler.toml"]),
        ('id = "eget"\ntitle = "x"\n', ["”potentials”"]),
        ('id = "eget"\ntitle = "x"\npotentials = [1]\n', ["”potentials[0]”"]),
    ],
)
def test_mistakes_in_a_codebook_name_file_and_key(
    tmp_path: Path, text: str, words: list[str]
) -> None:
    with pytest.raises(KnownError) as caught:
        load_codebook(written(tmp_path, text), "da")
    assert all(word in str(caught.value) for word in words)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "eget.toml"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(KnownError, match="ikke gyldig TOML"):
        load_codebook(file, "da")


def test_every_template_has_slack_and_words_for_what_it_is_for() -> None:
    templates = load_templates("da")
    assert [template.key for template in templates] == list(SHIPPED)
    for template in templates:
        assert 0.10 <= template.buffer_minutes / template.minutes <= 0.15
        held = [item for item in template.items if item.kind is not AgendaKind.BREAK]
        assert all(item.purpose for item in held)
        assert sum(item.plan_b is not None for item in template.items) >= 2
        assert template.items[-1].kind is AgendaKind.WRAP_UP


def test_templates_last_as_long_as_such_sessions_do() -> None:
    lengths = {one.key: [one.minutes_of_day(day + 1) for day in range(one.days)]
               for one in load_templates("da")}  # fmt: skip
    assert 120 <= lengths["employee_flip"][0] <= 240
    assert len(lengths["seminar"]) == 2
    assert len(lengths["training_group"]) == 1


def test_templates_are_translated_item_by_item() -> None:
    for danish, english in zip(load_templates("da"), load_templates("en"), strict=True):
        assert danish.title != english.title or danish.title == "Seminar"
        for one, other in zip(danish.items, english.items, strict=True):
            assert (one.kind, one.minutes, one.day) == (other.kind, other.minutes, other.day)
            assert one.title != other.title
            assert (one.purpose is None) == (other.purpose is None)
            assert len(one.materials) == len(other.materials)


def test_an_agenda_from_a_template_is_fresh_every_time() -> None:
    template = load_templates("da")[0]
    agenda = template.agenda(SessionId("s"), 0)
    assert [item.key for item in agenda][:2] == ["a1", "a2"]
    assert [item.position for item in agenda] == list(range(len(template.items)))
    assert {item.id for item in agenda}.isdisjoint(
        item.id for item in template.agenda(SessionId("s"), 0)
    )
    assert agenda[3].title == template.items[3].title


def test_mistakes_in_a_template_name_file_and_key(tmp_path: Path) -> None:
    good = resource("agendas", "training_group.toml").read_text("utf-8")
    file = tmp_path / "t.toml"
    for text, word in [
        (good.replace('kind = "training_group"', 'kind = "party"'), "”kind”"),
        (good.replace("minutes = 12", "minutes = 20"), "”items[1].minutes_max”"),
        (good.replace("flexible = true", "flexible = 1"), "”items[4].flexible”"),
        (good.replace("minutes = 8\n", "", 1), "”items[4].minutes”"),
    ]:
        file.write_text(text, "utf-8")
        with pytest.raises(KnownError) as caught:
            load_template(file, "da")
        assert word in str(caught.value)
    file.write_text(good, "utf-8")
    assert load_template(file, "da").kind is SessionKind.TRAINING_GROUP
