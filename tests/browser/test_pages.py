"""The pages in a real browser: accessible, whole at every width, usable by keyboard alone, complete on paper."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "a03_perceptron"
STUDENTS = sorted(path.stem for path in (ROOT / "examples" / ASSIGNMENT).iterdir() if path.suffix in (".py", ".ipynb"))
PAGES = [f"{folder}/{student}.html" for folder in ("feedback", "preview") for student in STUDENTS]

OPEN = "document.querySelectorAll('details').forEach(one => one.open = true)"
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(one => {
  const box = one.getBoundingClientRect(), seen = one.checkVisibility() && !one.matches('.skip, .unseen');
  return seen && box.width && (box.right > innerWidth + 1 || one.scrollWidth > Math.ceil(box.width) + 1);
}).filter(one => !one.closest('svg')).map(one => one.tagName + '.' + one.className)"""
STOPS = "document.querySelectorAll('a, summary').length"
FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  return one === document.body ? null : {
    number: [...document.querySelectorAll('a, summary')].indexOf(one),
    visible: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}"""
UNPRINTED = """() => [...document.querySelectorAll('details > :not(summary)')]
  .filter(one => !one.checkVisibility({contentVisibilityAuto: true}) || !one.getBoundingClientRect().height)
  .map(one => one.tagName + '.' + one.className)"""

pytestmark = [pytest.mark.full, pytest.mark.sandbox]


@pytest.fixture(scope="session")
def graded(tmp_path_factory):
    """DIR with the sample cohort, graded and published."""
    folder = tmp_path_factory.mktemp("pages") / "out"
    words = [ASSIGNMENT, str(ROOT / "examples" / ASSIGNMENT), "--out", str(folder), "--seed", "examples"]
    subprocess.run([sys.executable, "-m", "grader", "grade", *words], cwd=ROOT, check=False, capture_output=True)
    subprocess.run([sys.executable, "-m", "grader", "publish", str(folder)], cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_accessibility_is_broken(page, graded, name, scheme):
    """The axe rules find nothing, with everything unfolded, on light and on dark."""
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    page.goto((graded / name).as_uri())
    page.evaluate(OPEN)

    assert [(found["id"], found["nodes"][0]["html"]) for found in Axe().run(page).response["violations"]] == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_cut_off(page, graded, name, width):
    """Neither a phone nor a screen has to scroll sideways, with everything unfolded."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((graded / name).as_uri())
    page.evaluate(OPEN)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("name", PAGES)
def test_every_link_and_fold_is_reached_by_tab_in_order(page, graded, name):
    """The tab key visits all of them from top to bottom, and shows where it is."""
    page.goto((graded / name).as_uri())
    page.evaluate(OPEN)
    found = []
    for _ in range(page.evaluate(STOPS)):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUSED))

    assert [one["number"] for one in found] == list(range(len(found)))
    assert all(one["visible"] for one in found)


@pytest.mark.parametrize("student", STUDENTS)
def test_a_fold_opens_by_enter(page, graded, student):
    """The first exercise is unfolded or folded with the keyboard alone."""
    page.goto((graded / "feedback" / f"{student}.html").as_uri())
    folds = page.locator("details > summary")
    if not folds.count():
        pytest.skip("an ungradable file has nothing to unfold")
    before = page.locator("details").first.evaluate("one => one.open")
    folds.first.press("Enter")

    assert page.locator("details").first.evaluate("one => one.open") is not before


@pytest.mark.parametrize("name", PAGES)
def test_paper_shows_what_is_folded(page, graded, name):
    """Nothing is missing in print, and it is not wider than the sheet."""
    page.goto((graded / name).as_uri())
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 with margins

    assert page.evaluate(UNPRINTED) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 718
    assert page.pdf(format="A4").startswith(b"%PDF")
