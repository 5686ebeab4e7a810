"""A real browser for the slow tests: the Chromium that is installed, with no network but this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
HERE = ("127.0.0.1", "localhost", "")  # no host: a file


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start headless Chromium once for all tests of this worker."""
    from playwright.sync_api import sync_playwright  # installed by `make test-full` only

    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail("the browser's tests need Chromium: apt install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])  # as root it needs that
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty page; a request that leaves this machine fails the test."""
    context = browser.new_context()
    left: list[str] = []
    context.on("request", lambda request: left.append(request.url) if _leaves(request.url) else None)
    yield context.new_page()
    context.close()

    assert left == []


def _leaves(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob", "about") and (parts.hostname or "") not in HERE
