"""`grader release`: what it writes, what it warns of, what it refuses."""

from datetime import UTC, datetime, timedelta

import pytest

from grader.cli import main
from grader.release import student_wheel
from tests.courses import FOLDERS

TOY = ("--course", str(FOLDERS["toy"]))


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_student_folder_is_complete(tmp_path, capsys):
    """Notebook, checks, guide, requirements and the wheel; nothing hidden, no solution."""
    wheel, data = student_wheel()

    assert main(["release", "--out", str(tmp_path), *TOY]) == 0
    assert "a01_example; 5 files" in capsys.readouterr().out
    files = files_of(tmp_path)

    assert [
        "README.md",
        "a01_example/a01_example.ipynb",
        "a01_example/checks_public.py",
        "requirements.txt",
        f"wheels/{wheel}",
    ] == sorted(files)
    assert data == files.pop(f"wheels/{wheel}")
    assert b"python -m pip install -r requirements.txt" in files["README.md"]
    assert not any(word in b"".join(files.values()) for word in (b"checks_hidden", b"X.std(axis=0)"))


def test_releasing_twice_changes_nothing(tmp_path):
    """The same course gives the same bytes."""
    assert main(["release", "--out", str(tmp_path), *TOY]) == 0
    before = files_of(tmp_path)
    assert main(["release", "--out", str(tmp_path), *TOY]) == 0

    assert before == files_of(tmp_path)


def test_only_what_is_named_is_released(two, tmp_path, capsys):
    """One assignment of two; what an earlier release left in the folder goes, and is named."""
    out = tmp_path / "out"
    assert main(["release", "--out", str(out), "--course", str(two)]) == 0
    assert main(["release", "a01_double", "--out", str(out), "--course", str(two)]) == 0

    assert "Removed from it, as this release does not have them: a02_count/a02_count.ipynb" in capsys.readouterr().out
    assert {"a01_double", "wheels", "README.md", "requirements.txt"} == {name.split("/")[0] for name in files_of(out)}


def test_a_solution_that_is_given_away_too_early_is_named(two, tmp_path, capsys):
    """The warning names both assignments; the folder is written all the same."""
    (two / "course.toml").write_text('id = "two"\ntitle = "Two"\n')

    assert main(["release", "a02_count", "--out", str(tmp_path / "out"), "--course", str(two)]) == 0
    assert "a02_count gives the solution of double, but a01_double is open: course.toml has no due date" in (
        capsys.readouterr().err
    )


def test_who_has_more_time_counts_too(two, tmp_path, capsys):
    """After the due date nothing is said, unless the roster gives somebody longer."""
    due = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
    (two / "course.toml").write_text(f'id = "two"\ntitle = "Two"\n\n[due]\na01_double = {due.isoformat()}\n')
    (tmp_path / "roster.csv").write_text("id,name,email,extension\nada,A,a@example.org,3 days\n")
    words = ["release", "a02_count", "--out", str(tmp_path / "out"), "--course", str(two)]

    assert main(words) == 0
    assert "" == capsys.readouterr().err
    assert main([*words, "--roster", str(tmp_path / "roster.csv")]) == 0
    assert f"a01_double is open until {(due + timedelta(days=3)).date()}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a99_none"], "it has a01_example"),
        (["--for", "gradescope"], "--for gradescope cannot be made yet"),
        (["--solutions", "out/solutions"], "lies in the student folder"),
        (["--solutions", "out"], "lies in the student folder"),
    ],
    ids=["no assignment", "a later platform", "solutions inside", "solutions beside"],
)
def test_wrong_usage_writes_nothing(words, said, tmp_path, capsys, monkeypatch):
    """The message says what to do instead, and no file is written."""
    monkeypatch.chdir(tmp_path)

    assert main(["release", *words, "--out", "out", *TOY]) == 2
    assert said in capsys.readouterr().err
    assert [] == list(tmp_path.iterdir())


def test_offline_without_a_network_says_so(tmp_path, capsys, monkeypatch):
    """Where pip reaches nothing, the message names --offline and what pip says; no half of a folder is left."""
    for name in ("PIP_NO_INDEX", "PIP_CONFIG_FILE", "PIP_FIND_LINKS"):
        monkeypatch.setenv(
            name, {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": "/dev/null"}.get(name, str(tmp_path / "none"))
        )

    assert main(["release", "--out", str(tmp_path / "out"), "--offline", *TOY]) == 3
    assert "--offline needs the network once" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
