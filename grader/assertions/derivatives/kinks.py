"""Where a difference cannot be trusted: between the two points of a central difference a function may have a kink.

A network with 1,000 hidden ReLU units and 64 examples has 64,000 kinks, and a step of 6e-6 meets one of them in every
second direction; so a mismatch alone proves nothing. A kink shows in two ways, one of which is always there:

- the slope changes with the step: at h and h/2 the estimates differ (the kink lies away from the centre);
- the second difference over h stays where it is (the kink lies at the centre), while for a smooth function it halves.

Both are measured against the mismatch they would have to explain, not against an absolute number: a real error is
many times larger than what a kink-free function shows of either, and a mismatch made by a kink is never more than a
few times larger than what the kink shows.
"""

from __future__ import annotations

from grader.assertions.derivatives.steps import Difference

SLOPE_SHARE = 0.1
"""One kink at distance x h makes a mismatch m and changes the slope by m x / (1 - x), or by m beyond x = 1/2: a tenth
of m leaves only kinks nearer than h/11 to the second difference."""

BEND_SHARE = 0.2
"""One kink makes a second difference of 2 m, several of them partly cancel."""

HALVES = (0.35, 0.65)
"""The ratio of the second differences at h/2 and h is 1/2 for a smooth function and (1 - 2x) / (1 - x) for one kink
nearer than h/2: so only a kink near x = 1/3 could look smooth, and that one changes the slope by half of m."""


def is_kink(mismatch: float, full: Difference, half: Difference) -> bool:
    """Say whether a mismatch is explained by a kink between the points, from the differences at h and at h/2."""
    if abs(full.slope - half.slope) > SLOPE_SHARE * mismatch + full.rounding + half.rounding:
        return True
    if abs(full.bend) <= BEND_SHARE * mismatch + 4 * full.rounding:  # rounding of three values, over h
        return False
    low, high = HALVES
    return not low <= half.bend / full.bend <= high


def refined(full: Difference, half: Difference) -> Difference:
    """Return the estimate of both steps together: Richardson's, exact to the fourth power of h where F is smooth."""
    slope = (4 * half.slope - full.slope) / 3
    return Difference(slope, half.bend, half.rounding + abs(full.slope - half.slope) / 3)
