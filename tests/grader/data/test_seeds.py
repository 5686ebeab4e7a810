"""The only source of randomness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.data.seeds import PUBLISHED_KEY, Draws, current_draws, derive, drawing, held_out, seed
from grader.errors import UsageError


@given(key=st.binary(max_size=40), parts=st.lists(st.text(max_size=5), min_size=1, max_size=3))
def test_a_seed_is_a_number_that_every_generator_takes(key, parts):
    """Seeds have at most 63 bits, are the same each time, and depend on the key."""
    found = derive(key, *parts)

    assert 0 <= found < 2**63
    assert found == derive(key, *parts)
    assert found != derive(key + b"!", *parts)


def test_a_seed_is_what_it_was():
    """The derivation is fixed: another one would give every cached verdict other inputs."""
    assert 5216602989562319459 == derive(b"key", "a03", "check", 0, 1)


def test_parts_do_not_run_together():
    """Two parts are not their concatenation."""
    assert derive(b"k", "ab", "c") != derive(b"k", "a", "bc")


def test_draws_end_with_their_check():
    """Within a check its draws count, outside of any the published ones, also after an error."""
    mine = Draws(b"mine", "a", "c")

    def fails():
        with drawing(mine):
            assert mine is current_draws()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()

    assert PUBLISHED_KEY == current_draws().key


def test_each_draw_is_another_number():
    """Index, run, check and assignment each change the seed."""
    seeds = set()
    for draws in (Draws(b"k"), Draws(b"k", run=1), Draws(b"k", check="c"), Draws(b"k", assignment="a")):
        with drawing(draws):
            seeds |= {seed(), seed(1)}

    assert 8 == len(seeds)


def test_there_is_no_held_out_part_outside_of_a_run():
    """Whoever asks for a split where there is none is told so."""
    with pytest.raises(UsageError, match="while the grader runs a check"):
        held_out("digits")


def test_held_out_comes_from_the_draws():
    """A check gets what the runner set."""
    with drawing(Draws(held_out=lambda name: (name, "labels"))):
        assert ("digits", "labels") == held_out("digits")
