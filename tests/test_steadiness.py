"""What is tried depends on the test alone: not on the order of tests, nor on what was imported before."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers


@pytest.mark.skipif(os.environ.get("HYPOTHESIS_PROFILE", "fast") != "fast", reason="a fuzz run wants every hint")
def test_examples_do_not_depend_on_what_is_imported():
    """No number of our own modules is among those that examples are drawn from."""
    drawn = []

    @given(st.floats(-300, 300))
    def draw(number):
        drawn.append(number)

    draw()

    assert 1 < len(set(drawn))
    assert 0 == len(providers._get_local_constants())
