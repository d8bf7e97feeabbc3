"""Words as they may stand where nobody is to be known: names and initials give way."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flipdesk.domain.participant import Participant
from flipdesk.domain.vocabulary import Role
from flipdesk.i18n import _

_PARTICLES = frozenset(
    {"af", "da", "de", "den", "der", "du", "el", "la", "le", "til", "van", "von"}
)
_LEAST_LETTERS = 2
"""Shorter parts of a name are initials of middle names."""
_ONESELF = re.compile(r"\b(?:[Jj]eg|[Mm]ig|[Mm]in|[Mm]it|[Mm]ine|I|me|[Mm]y)\b")
_ROLES = {
    Role.RESEARCHER: "forsker|research",
    Role.KNOWLEDGE_BROKER: "vidensmægler|broker",
    Role.CASEWORKER: "sagsbehandler|rådgiver|caseworker",
    Role.EMPLOYER_CONSULTANT: "virksomhedskonsulent|konsulent|consultant",
    Role.MENTOR: "mentor",
    Role.TEAM_LEADER: "leder|leader",
    Role.MANAGER: "leder|chef|manager",
    Role.DIRECTOR: "direktør|chef|leder|director",
    Role.POLITICIAN: "politiker|byråd|udvalg|politician",
    Role.EVALUATOR: "evaluator|evaluer",
}


def gives_away(text: str, speaker: Participant | None, present: Iterable[Participant]) -> bool:
    """Return whether somebody says of themselves what only one in the room can be.

    "Måltallet er mit problem som leder" is known to be the leader's where there is one of them.
    """
    if speaker is None or speaker.role not in _ROLES:
        return False
    is_only_one = sum(one.role is speaker.role for one in present) <= 1
    names_role = re.search(_ROLES[speaker.role], text.casefold()) is not None
    return is_only_one and names_role and _ONESELF.search(text) is not None


@dataclass(frozen=True, slots=True)
class Nameless:
    """Whom no word may name, in whole, by a part of the name, or by initials."""

    names: re.Pattern[str] | None

    @classmethod
    def of(cls, people: Iterable[Participant]) -> "Nameless":
        wanted: set[str] = set()
        for one in people:
            parts = re.split(r"[\s\-]+", one.name)
            wanted |= {one.name.strip(), one.initials.strip()}
            wanted |= {
                part
                for part in parts
                if len(part) >= _LEAST_LETTERS and part.casefold() not in _PARTICLES
            }
        wanted.discard("")
        if not wanted:
            return cls(None)
        longest_first = sorted(wanted, key=lambda name: (-len(name), name))
        either = "|".join(re.escape(name) for name in longest_first)
        # Several names in a row are one person; the genitive s belongs to the sentence.
        return cls(re.compile(rf"(?<!\w)(?:{either})(?:[\s\-]+(?:{either}))*(?=s?(?!\w))"))

    def text(self, text: str) -> str:
        """Return free text without the names; who stood there is "en deltager"."""
        text = text.strip()
        if self.names is None:
            return text
        somebody = _("a participant")
        return self.names.sub(lambda found: _as_begun(somebody, text, found.start()), text)


def _as_begun(word: str, text: str, at: int) -> str:
    """Return the word with a capital where a sentence begins with it."""
    before = text[:at].rstrip(" ”“\"»'")
    is_first = not before or before[-1] in ".!?:\n"
    return word[:1].upper() + word[1:] if is_first and before[-1:] != ":" else word
