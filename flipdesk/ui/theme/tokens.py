"""The colours of FlipDesk as resources/tokens.json gives them; no colour is written in code."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from flipdesk.paths import resource

Scheme = Literal["light", "dark"]
NEUTRAL_SLUG = ""


@dataclass(frozen=True)
class PotentialTokens:
    """One potential: its number, its icon and four colours as "#RRGGBB"."""

    no: int
    icon: str
    fill: str
    on_fill: str
    text: str
    tint: str


@dataclass(frozen=True)
class Tokens:
    """All colours of one scheme as "#RRGGBB"; heat is five pairs of ground and text."""

    scheme: Scheme
    colours: dict[str, str]
    potentials: dict[str, PotentialTokens]
    heat: tuple[tuple[str, str], ...]
    audience: dict[str, str]
    """The audience's own colours, the same in both schemes."""

    def in_high_contrast(self) -> "Tokens":
        """Return these tokens with tints raised, lines strong and no muted text."""
        raised, text = self.colours["raised"], self.colours["text"]
        stronger = {name: raised for name in self.colours if name.endswith("_tint")}
        stronger |= {"border": self.colours["border_strong"], "muted": text}
        potentials = {
            slug: replace(potential, tint=raised) for slug, potential in self.potentials.items()
        }
        return replace(self, colours=self.colours | stronger, potentials=potentials)


def read_tokens(scheme: Scheme, path: Path | None = None) -> Tokens:
    """Read the tokens of one scheme; the neutral potential stands under the empty slug."""
    data: dict[str, Any] = json.loads((path or resource("tokens.json")).read_text("utf-8"))
    colours = dict(data[scheme])
    potentials = {
        slug: PotentialTokens(no=entry["no"], icon=entry["icon"], **entry[scheme])
        for slug, entry in data["potentials"].items()
    }
    potentials[NEUTRAL_SLUG] = PotentialTokens(
        no=0,
        icon="circle-question-mark",
        fill=colours["text"],
        on_fill=colours["surface"],
        text=colours["text"],
        tint=colours["inset"],
    )
    heat = data["heat"][scheme]
    steps = tuple(zip(heat["fill"], heat["text"], strict=True))
    return Tokens(scheme, colours, potentials, steps, dict(data["audience"]))
