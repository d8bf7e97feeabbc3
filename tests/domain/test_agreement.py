"""Agreement of coders against published worked examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.agreement import Agreement, krippendorff_alpha


def paired(first: str, second: str) -> list[tuple[str, str]]:
    return list(zip(first.split(), second.split(), strict=True))


def test_alpha_of_krippendorffs_binary_example() -> None:
    """Krippendorff (2011), part A: Meg and Owen."""
    units = paired("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
    assert krippendorff_alpha(units) == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_krippendorffs_nominal_example() -> None:
    """Krippendorff (2011), part B: Ben and Gerry."""
    units = paired("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    assert krippendorff_alpha(units) == pytest.approx(0.692, abs=0.0005)


def test_alpha_of_krippendorffs_example_with_four_coders_and_gaps() -> None:
    """Krippendorff (2011), part C: four observers, some of whom missed some units."""
    coders = (
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
    rows = [[None if one == "." else one for one in coder.split()] for coder in coders]
    units = list(zip(*rows, strict=True))
    assert krippendorff_alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_kappa_counts_what_nobody_coded() -> None:
    """1,000 units, each coder 75, both 50: 0.640, and 0.482 where the uncoded are left out."""
    found = Agreement(both=50, only_first=25, only_second=25, neither=900)
    assert found.kappa == pytest.approx(0.640, abs=0.0005)
    assert found.share == pytest.approx(0.95)


def test_kappa_of_the_grant_proposals() -> None:
    """The textbook's 50 proposals: 20 yes from both, 15 no from both, 5 and 10 apart."""
    found = Agreement(both=20, only_first=5, only_second=10, neither=15)
    assert found.kappa == pytest.approx(0.4)


@pytest.mark.parametrize(
    "found", [Agreement(0, 0, 0, 0), Agreement(0, 0, 0, 9), Agreement(9, 0, 0, 0)]
)
def test_figures_without_a_meaning_are_none(found: Agreement) -> None:
    assert found.kappa is None
    assert found.alpha is None


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 60), st.integers(1, 60))
def test_order_of_coders_does_not_matter(both: int, first: int, second: int, neither: int) -> None:
    one = Agreement(both, first, second, neither)
    other = Agreement(both, second, first, neither)
    assert one.kappa == pytest.approx(other.kappa)
    assert one.alpha == pytest.approx(other.alpha)
    judged = [*[(1, 1)] * both, *[(1, 0)] * first, *[(0, 1)] * second, *[(0, 0)] * neither]
    assert one.alpha == pytest.approx(krippendorff_alpha(judged))
    assert one.kappa is not None
    assert -1 <= one.kappa <= 1


def test_full_agreement_is_one() -> None:
    found = Agreement(both=4, only_first=0, only_second=0, neither=6)
    assert (found.kappa, found.alpha) == (1, 1)
