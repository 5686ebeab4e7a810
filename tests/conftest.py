"""Settings of all tests: strict numerics, fixed Hypothesis profiles, and no security test that skips in silence."""

import os
import signal

import hypothesis
import numpy as np
import pytest
from hypothesis.internal.conjecture import providers

# A shell that starts the tests in the background has them, and whatever they start, ignore Ctrl-C; some tests press it.
signal.signal(signal.SIGINT, signal.default_int_handler)

hypothesis.settings.register_profile("fast", deadline=None, derandomize=True, max_examples=60, print_blob=True)
hypothesis.settings.register_profile("fuzz", deadline=None, max_examples=20_000, print_blob=True)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "fast")
hypothesis.settings.load_profile(PROFILE)
if PROFILE == "fast":
    # Examples would also be drawn from the numbers that stand in our own modules, of those that happen to be imported
    # by then: the order of tests would decide what is tried, and `derandomize` would not hold.
    providers.is_local_module_file = lambda _file: False


@pytest.fixture(autouse=True)
def strict_numerics():
    """Let no overflow, division by zero or invalid operation of ours pass unseen."""
    with np.errstate(all="raise", under="ignore"):
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn the skip of a sandbox test into a failure where CI runs: a security test that skips is worse than none."""
    report = yield
    if (
        report.skipped
        and item.get_closest_marker("sandbox")
        and os.environ.get("CI")
        and not hasattr(report, "wasxfail")
    ):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, but in CI the sandbox must be testable: {report.longrepr}"
    return report


def pytest_addoption(parser):
    """Add the one option of our own."""
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden files anew; review the diff")
