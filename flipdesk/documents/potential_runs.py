"""Potentials in a document: the number on the colour, then the name; never colour alone."""

import json
from collections.abc import Iterable
from functools import cache

from flipdesk.documents.xml_text import run
from flipdesk.domain.potential_mark import PotentialMark
from flipdesk.paths import resource

_NO_BREAK = "\u00a0"
_GAP = "   "


@cache
def _colours() -> dict[str, dict[str, str]]:
    """Return the light colours of each potential by its slug, without the leading #."""
    tokens = json.loads(resource("tokens.json").read_text(encoding="utf-8"))
    return {
        slug: {use: colour.lstrip("#") for use, colour in shades["light"].items()}
        for slug, shades in tokens["potentials"].items()
    }


def potential_runs(marks: Iterable[PotentialMark]) -> str:
    """Return the runs of all marks, apart from each other; "" when there are none."""
    return run(_GAP).join(_mark(mark) for mark in marks)


def potential_colours(slug: str) -> dict[str, str]:
    """Return fill, on_fill and text of a potential on paper; grey for one that is not known."""
    return _colours().get(slug, {"fill": "ECE8DF", "on_fill": "22272B", "text": "22272B"})


@cache
def _mark(mark: PotentialMark) -> str:
    colours = potential_colours(mark.slug)
    name = mark.name.replace(" ", _NO_BREAK)
    named = run(name, f'<w:color w:val="{colours["text"]}"/>')
    if mark.number is None:
        return named
    digit = run(
        f"{_NO_BREAK}{mark.number}{_NO_BREAK}",
        f'<w:b/><w:bCs/><w:color w:val="{colours["on_fill"]}"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{colours["fill"]}"/>',
    )
    return digit + run(_NO_BREAK) + named
