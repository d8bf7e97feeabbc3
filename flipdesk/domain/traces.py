"""Everything in a free text that may tell who somebody is."""

import re
from dataclasses import dataclass

from flipdesk.domain.addresses_in_text import addresses
from flipdesk.domain.known_names import KnownNames
from flipdesk.domain.likely_names import LikelyNames
from flipdesk.domain.numbers_in_text import cpr_numbers, email_addresses, phone_numbers
from flipdesk.domain.trace import Trace, without_overlaps
from flipdesk.domain.words_in_text import words_of

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Traces:
    """Finds the traces in texts; every rule takes time in proportion to the length of the text."""

    known: KnownNames
    likely: LikelyNames

    def find(self, text: str) -> tuple[Trace, ...]:
        """Return the traces in the order of the text, none overlapping another."""
        words = words_of(text)
        found = [*self.known.found(text, words), *self.likely.found(text, words)]
        if _DIGIT.search(text):
            found += [*cpr_numbers(text), *phone_numbers(text), *addresses(text)]
        if "@" in text:
            found += email_addresses(text)
        return without_overlaps(found)
