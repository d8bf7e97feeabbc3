"""The handouts that FlipDesk carries: whole in both languages, and true to the codebook."""

import tomllib
from pathlib import Path

import pytest

from flipdesk.domain.paper import Grid, PaperKind
from flipdesk.errors import KnownError
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.handout_file import SHIPPED, ground_rules, load_handout, read_handout
from flipdesk.paths import resource

MOST_LETTERS = 80
"""What stands on one line of the paper."""


def first_names(kind: PaperKind, language: str) -> list[str]:
    blocks = load_handout(kind, language).blocks
    grid = next(block for block in blocks if isinstance(block, Grid))
    return [row[0].strong for row in grid.rows]


@pytest.mark.parametrize("language", ["da", "en"])
def test_considerations_and_patterns_are_those_of_the_codebook(language: str) -> None:
    codebook = load_shipped(language)["cubb-2021"]
    assert first_names(PaperKind.DIMENSIONS, language) == [one.name for one in codebook.dimensions]
    titles = [one.title.split(":")[0] for one in codebook.patterns]
    assert first_names(PaperKind.LEND_AN_EAR, language) == titles


@pytest.mark.parametrize("language", ["da", "en"])
def test_ground_rules_are_ten_short_lines_that_can_stand_alone(language: str) -> None:
    rules = ground_rules(language)
    assert len(rules) == len(set(rules)) == 10
    assert all(len(rule) <= MOST_LETTERS and rule.endswith(".") for rule in rules)


@pytest.mark.parametrize("kind", SHIPPED)
def test_every_word_has_its_english(kind: PaperKind) -> None:
    path = resource("handouts", f"{SHIPPED[kind]}.toml")

    def lacking(value: object) -> list[str]:
        if isinstance(value, list):
            return [one for each in value for one in lacking(each)]
        if not isinstance(value, dict):
            return []
        texts = ("title", "subtitle", "text", "strong", "caption", "labels", "lines")
        missing = [key for key in texts if key in value and f"{key}_en" not in value]
        return missing + [one for each in value.values() for one in lacking(each)]

    assert lacking(tomllib.loads(path.read_text(encoding="utf-8"))) == []
    danish, english = load_handout(kind, "da"), load_handout(kind, "en")
    assert len(danish.blocks) == len(english.blocks)
    assert danish.title != english.title


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('title = "x"\nblocks = [{kind = "poem"}]', "blocks[0].kind"),
        ('title = "x"\nblocks = [{kind = "text", texts = "y"}]', "blocks[0].texts"),
        ('title = "x"\nblocks = []', "blocks"),
        (
            'title = "x"\nblocks = [{kind = "grid", caption = "c", rows = [{}],'
            ' columns = [{title = "t", share = 0}]}]',
            "blocks[0].columns[0].share",
        ),
    ],
)
def test_a_mistake_is_named_with_its_key(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "ark.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnownError, match=r"ark\.toml") as error:
        read_handout(path, "da")
    assert f"”{named}”" in str(error.value)
