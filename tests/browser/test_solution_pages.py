"""The solution as a page, in a real browser: formulas are drawn, pictures are there, and no request leaves."""

import pytest

from grader.release import write_solutions
from tests import courses

pytestmark = pytest.mark.full


@pytest.mark.parametrize("id", [id for name, id in courses.names() if name == "course"])
def test_the_page_shows_formulas_and_pictures_without_a_network(page, tmp_path, capfd, id):
    """No dollar sign is left in the prose, every formula has a size, nothing is fetched, and no kernel warns."""
    _, written = write_solutions(courses.course("course"), [id], tmp_path)
    assert "" == capfd.readouterr().err
    page.goto(written.as_uri())
    sizes = page.locator(".jp-MarkdownCell math").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().width)"
    )
    prose = page.locator(".jp-MarkdownCell").evaluate_all(
        "all => all.map(cell => {const copy = cell.cloneNode(true);"
        "copy.querySelectorAll('math, code, pre').forEach(each => each.remove()); return copy.textContent})"
    )

    assert sizes
    assert min(sizes) > 0
    assert [] == [text for text in prose if "$" in text or "\\" in text]
    assert page.locator(".jp-OutputArea img").count() > 0
    assert 0 == page.locator("script[src], link[href]").count()
    page.screenshot(path=written.with_suffix(".png"))
