"""assignments/README.md is a program: its blocks, run just as they stand in an empty folder, make an assignment."""

import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

README = Path(__file__).resolve().parents[1] / "assignments" / "README.md"
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
LEFT_BEHIND = {"__pycache__", ".pytest_cache"}


def typed(line, cwd, home):
    """Run one line as a person would type it; `grader` and `python` are those of this environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "HOME": str(home), "PATH": path}
    environment.pop("PYTHONPATH", None)
    return subprocess.run(line, shell=True, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def state(folder):
    """Return path -> hash of every file of a course."""
    files = [path for path in folder.rglob("*") if path.is_file() and not LEFT_BEHIND & set(path.parts)]
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def follow(folder, home):
    """Do what the blocks say, in their order; return the course, its state after `grader new`, and what was typed."""
    cwd, begun, said = folder, {}, []
    for language, text in BLOCK.findall(README.read_text(encoding="utf-8")):
        if language == "sh":
            for line in text.splitlines():
                if line.startswith("cd "):
                    cwd = cwd / line.removeprefix("cd ")
                    continue
                done = typed(line, cwd, home)
                said.append((line, done.returncode, done.stdout + done.stderr))
                begun = state(cwd) if line.startswith("grader new") else begun
        elif text.startswith("# assignments/"):
            name, content = text.split("\n", 1)
            path = cwd / name.removeprefix("# ")
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
    return cwd, begun, said


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """Follow the README once."""
    home = tmp_path_factory.mktemp("home")
    return (*follow(tmp_path_factory.mktemp("empty"), home), home)


@pytest.mark.sandbox
def test_every_command_of_the_readme_works(followed):
    """Nothing more is needed than what the README says: each line ends with 0, `grader verify` among them."""
    _, _, said, _ = followed

    assert [] == [(line, text) for line, code, text in said if code]
    assert "a02_neuron: passed" in next(text for line, _, text in said if line == "grader verify a02_neuron")


@pytest.mark.sandbox
def test_one_folder_is_touched(followed):
    """Adding an assignment changes nothing outside of its folder."""
    course, begun, _, _ = followed
    now = state(course)
    changed = {path for path in now.keys() | begun.keys() if now.get(path) != begun.get(path)}

    assert {"assignments/a02_neuron"} == {path.rpartition("/")[0].removesuffix("/data") for path in changed}


@pytest.mark.sandbox
def test_what_the_readme_says_of_next_term_works(followed, tmp_path):
    """`grader init --from` carries the course over, with other dates and another key."""
    made, _, _, home = followed
    course = tmp_path / "my_course"
    shutil.copytree(made, course)
    text = (course / "course.toml").read_text()
    (course / "course.toml").write_text(text.replace("# a01_example = ", "a01_example = "))
    line = re.search(r"`(grader init next_course [^`]+)`", README.read_text())[1].replace("my_course", str(course))
    done = typed(line, tmp_path, home)

    assert (0, "") == (done.returncode, done.stderr)
    assert "a01_example = 2027-02-15T23:59:00" in (tmp_path / "next_course" / "course.toml").read_text()
    assert 2 == len({path.read_bytes() for path in (home / ".config" / "nngrader").iterdir()})
    assert (tmp_path / "next_course" / "assignments" / "a02_neuron" / "handout.py").is_file()
