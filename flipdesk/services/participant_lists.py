"""Lists of people from outside, whatever form they have."""

from pathlib import PurePath

from flipdesk.domain.guest import GuestList

SUFFIXES = (".csv", ".tsv", ".txt", ".vcf", ".vcard")


def read_list(data: bytes, source: str) -> GuestList:
    """Return the people of a table or of address cards; `source` is the file's name.

    Raises:
        KnownError: it cannot be read, or names nobody.
    """
    from flipdesk.exchange.address_cards import is_address_cards, read_cards
    from flipdesk.exchange.outside_text import readable
    from flipdesk.exchange.participants_table import read_table

    text = readable(data, source)
    is_card_file = PurePath(source).suffix.lower() in (".vcf", ".vcard")
    read = read_cards if is_card_file or is_address_cards(text) else read_table
    return read(text, source)


def read_pasted(text: str, source: str) -> GuestList:
    """Return the people of a text from the clipboard; `source` is what to call it.

    Raises:
        KnownError: it cannot be read, or names nobody.
    """
    from flipdesk.exchange.address_cards import is_address_cards, read_cards
    from flipdesk.exchange.participants_table import read_table

    return (read_cards if is_address_cards(text) else read_table)(text, source)
