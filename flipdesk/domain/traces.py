"""Everything in a free text that may tell who somebody is."""

from dataclasses import dataclass

from flipdesk.domain.addresses_in_text import addresses
from flipdesk.domain.known_names import KnownNames
from flipdesk.domain.likely_names import LikelyNames
from flipdesk.domain.numbers_in_text import cpr_numbers, email_addresses, phone_numbers
from flipdesk.domain.trace import Trace, without_overlaps


@dataclass(frozen=True, slots=True)
class Traces:
    """Finds the traces in texts; every rule takes time in proportion to the length of the text."""

    known: KnownNames
    likely: LikelyNames

    def find(self, text: str) -> tuple[Trace, ...]:
        """Return the traces in the order of the text, none overlapping another."""
        found = [*cpr_numbers(text), *email_addresses(text), *addresses(text)]
        found += [*phone_numbers(text), *self.known.find(text), *self.likely.find(text)]
        return without_overlaps(found)
