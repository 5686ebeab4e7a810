"""A student's first minutes, in a real JupyterLab: open, run all, read "not started", get it wrong, mend it."""

import json
import os
import re
import subprocess
import sys

import pytest

from grader.cli import main
from tests import courses

pytestmark = pytest.mark.full

SETTINGS = {  # of the editor: every cell is in the page, and nothing asks whether to fetch news
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
LAST = "def augment(X):\n    return np.hstack([X, np.ones((len(X), 1))])"
FIRST = "def augment(X):\n    return np.hstack([np.ones((len(X), 1)), X])"


@pytest.fixture
def released(tmp_path):
    """The student folder of this course, as `grader release` makes it."""
    folder = tmp_path / "student"

    assert main(["release", "a03_perceptron", "--out", str(folder), "--course", str(courses.ROOT)]) == 0
    return folder


@pytest.fixture
def lab(released, tmp_path):
    """The address of a JupyterLab that serves the student folder."""
    settings = tmp_path / "settings"
    for name, values in SETTINGS.items():
        path = settings / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    places = (
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_DATA_DIR",
        "JUPYTER_RUNTIME_DIR",
        "IPYTHONDIR",
        "JUPYTERLAB_WORKSPACES_DIR",
    )
    environment = {**os.environ, **{name: str(tmp_path / name.lower()) for name in places}}
    environment |= {"JUPYTERLAB_SETTINGS_DIR": str(settings), "PYTHONWARNINGS": "ignore"}
    words = [
        "--no-browser",
        "--ip=127.0.0.1",
        "--port=0",
        "--allow-root",
        "--IdentityProvider.token=",
        "--expose-app-in-browser",
    ]
    words += ["--LabApp.extension_manager=readonly", "--LabApp.news_url=None", f"--ServerApp.root_dir={released}"]
    with subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *words], stderr=subprocess.PIPE, text=True, env=environment, cwd=released
    ) as server:
        said = []
        for line in server.stderr:
            said.append(line)
            if address := re.search(r"http://127\.0\.0\.1:\d+", line):
                break
        else:
            pytest.fail("JupyterLab did not start:\n" + "".join(said))
        yield address.group()
        server.terminate()
        server.stderr.read()


def cell(page, text):
    """Return the code cell that holds a text."""
    return page.locator(".jp-CodeCell").filter(has=page.locator(".cm-content", has_text=text)).first


def write(page, where, source):
    """Put one's own code in the place of a cell's, and run it."""
    where.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(source)
    page.keyboard.press("Shift+Enter")


def run(page, where):
    where.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")


def test_a_new_student_gets_to_the_first_right_answer(lab, page, tmp_path):
    """Two actions to the first check; a wrong answer is mended by its message; no request leaves the machine."""
    from playwright.sync_api import expect

    expect.set_options(timeout=60_000)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{lab}/lab/tree/a03_perceptron/a03_perceptron.ipynb")  # the first action: open it
    check = cell(page, 'check("augment")')
    check.wait_for(timeout=60_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Run All Cells")).click()  # the second: run all

    expect(check.locator(".jp-OutputArea-output")).to_contain_text("3.1 augment: not started.")
    page.screenshot(path=tmp_path / "not_started.png")
    everything = cell(page, "check.all()").locator(".jp-OutputArea-output")
    expect(everything).to_contain_text(re.compile(r"3\.6 OneVsRestPerceptron.*not started", re.IGNORECASE))
    expect(page.locator('[data-mime-type="application/vnd.jupyter.error"]')).to_have_count(0)
    expect(page.get_by_text("The picture decision_boundary waits for 3.2 perceptron_fit.")).to_be_visible()

    write(page, cell(page, "def augment"), LAST)
    run(page, check)
    expect(check.locator(".jp-OutputArea-output")).to_contain_text("The ones come first: x0 = 1.")
    check.scroll_into_view_if_needed()
    page.screenshot(path=tmp_path / "wrong.png")
    write(page, cell(page, "def augment"), FIRST)
    run(page, check)
    expect(check.locator(".jp-OutputArea-output")).to_contain_text("3.1 augment: all public checks hold")
    page.screenshot(path=tmp_path / "right.png")
