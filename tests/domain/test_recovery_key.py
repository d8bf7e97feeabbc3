"""The printed key is understood as people type it, and a slip of the finger is noticed."""

import pytest

from flipdesk.domain.recovery_key import (
    ALPHABET,
    is_like_recovery_key,
    new_recovery_key,
    read_recovery_key,
    spelled,
)


def test_key_is_seven_groups_of_five_without_look_alikes() -> None:
    key = new_recovery_key()
    groups = key.split("-")
    assert [len(group) for group in groups] == [5] * 7
    assert set("".join(groups)) <= set(ALPHABET)
    assert not set("".join(groups)) & set("ILOU")
    assert new_recovery_key() != key


def test_key_is_understood_in_small_letters_with_blanks_and_look_alikes() -> None:
    key = new_recovery_key()
    plain = key.replace("-", "")
    typed = f"  {key.lower().replace('-', ' ')}\n".replace("0", "o").replace("1", "l")
    assert read_recovery_key(typed) == plain
    assert spelled(plain) == key


def test_every_wrong_letter_is_noticed() -> None:
    plain = new_recovery_key().replace("-", "")
    for place, right in enumerate(plain):
        for wrong in set(ALPHABET) - {right}:
            typed = plain[:place] + wrong + plain[place + 1 :]
            assert read_recovery_key(typed) is None
            assert is_like_recovery_key(typed)


def test_nearly_every_swap_of_neighbours_is_noticed() -> None:
    swaps = missed = 0
    for _ in range(50):
        plain = new_recovery_key().replace("-", "")
        for at in range(len(plain) - 1):
            if plain[at] != plain[at + 1]:
                swaps += 1
                typed = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
                missed += read_recovery_key(typed) is not None
    # Luhn's formula cannot tell 0Z from Z0.
    assert missed / swaps < 0.01


@pytest.mark.parametrize("typed", ["", "rødbede under åben himmel", "ABCDE-FGHJK"])
def test_what_is_no_key_is_not_taken_for_one(typed: str) -> None:
    assert read_recovery_key(typed) is None
    assert not is_like_recovery_key(typed)
