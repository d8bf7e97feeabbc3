"""Places in a text: Python counts code points, Qt counts UTF-16 units, and an emoji is two."""


def to_code_points(text: str, utf16: int) -> int:
    """Return how many code points lie before a place that is counted in UTF-16 units.

    A place in the middle of a letter is taken to be before it, one behind the end to be the end.
    """
    units = 0
    for place, letter in enumerate(text):
        units += 2 if ord(letter) > 0xFFFF else 1
        if units > utf16:
            return place
    return len(text)


def to_utf16(text: str, place: int) -> int:
    """Return how many UTF-16 units the first `place` code points of a text take up."""
    return sum(2 if ord(letter) > 0xFFFF else 1 for letter in text[:place])
