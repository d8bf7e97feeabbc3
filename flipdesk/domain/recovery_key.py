"""The recovery key: what is printed and kept in a drawer for the day the passphrase is forgotten.

Seven groups of five letters and digits. 34 of them are random (170 bits); the last is a check
character. The alphabet is that of Crockford's base 32, which has no I, L, O and U; the check is
Luhn's formula for 32 characters, as Syncthing uses it in its device IDs.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM, _GROUP = 34, 5
_MEANT = str.maketrans("OIL", "011", " -–\t\r\n")


def new_recovery_key() -> str:
    """Return a new random key as it is printed: ABCDE-FGHJK-…"""
    body = "".join(secrets.choice(ALPHABET) for _ in range(_RANDOM))
    return spelled(body + _check(body))


def spelled(key: str) -> str:
    """Return a key in groups."""
    return "-".join(key[at : at + _GROUP] for at in range(0, len(key), _GROUP))


def read_recovery_key(typed: str) -> str | None:
    """Return a key without its groups, None when what was typed is none or has a mistake in it.

    Small letters, blanks and look-alikes (O for 0, I and L for 1) are understood.
    """
    key = _letters(typed)
    if not is_like_recovery_key(typed) or _check(key[:-1]) != key[-1]:
        return None
    return key


def is_like_recovery_key(typed: str) -> bool:
    """Tell whether it has the length and the letters of a key, be it mistyped or not."""
    key = _letters(typed)
    return len(key) == _RANDOM + 1 and set(key) <= set(ALPHABET)


def _letters(typed: str) -> str:
    return typed.upper().translate(_MEANT)


def _check(body: str) -> str:
    """Return Luhn's check character, https://en.wikipedia.org/wiki/Luhn_mod_N_algorithm."""
    size = len(ALPHABET)
    total = 0
    for place, letter in enumerate(reversed(body)):
        value = ALPHABET.index(letter) * (2 if place % 2 == 0 else 1)
        total += value // size + value % size
    return ALPHABET[-total % size]
