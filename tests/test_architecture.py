"""The layout is the design: who may import whom, who may print, start processes, ask for the date or touch files."""

import ast
import importlib
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

ROWS = (  # each room may import the rows below it, never a neighbour
    ("__main__",),
    ("cli", "pytest_plugin", "serve"),
    ("authoring",),  # a draft is tried with what verifies it: the same slips, the same limits
    ("verify", "doctor", "push", "term"),
    ("batch", "publish", "explain"),
    ("pipeline", "pages", "notebook"),
    ("checks", "release", "cohort", "lms"),
    ("assertions", "sandbox", "documents", "ledger"),
    ("student", "submission", "course", "data", "scores"),
    ("model",),
    ("errors", "messages", "scopes", "worker"),
)
ROW = {room: len(ROWS) - number for number, row in enumerate(ROWS) for room in row}
LIBRARIES = {
    "documents": ("msgspec",),
    "ledger": ("msgspec",),
    "publish": ("msgspec",),
    "pages": ("jinja2", "markupsafe"),
    "cli": ("rich",),
    "release": ("nbformat", "jupytext", "nbconvert"),
    "notebook": ("IPython",),
    "pytest_plugin": ("pytest",),
}
SCALE = 300  # lines; a longer module holds two ideas, or its docstring says that it is "long because" ...

STUDENT_SIDE = (
    "notebook", "checks", "assertions", "student", "submission", "data", "scores", "model", "messages", "errors",
)  # fmt: skip
MODULES = [path for path in sorted((ROOT / "grader").rglob("*.py")) if "example" not in path.parts]
REFERENCE = sorted((ROOT / "reference").rglob("*.py"))
ASSIGNMENTS = sorted((ROOT / "assignments").rglob("*.py"))


def name_of(path):
    return str(path.relative_to(ROOT))


def room_of(path):
    parts = path.relative_to(ROOT / "grader").with_suffix("").parts
    return parts[0] if parts[0] != "__init__" else ""


def imports(path):
    """Yield the dotted names that one file imports, relative ones resolved, and whether they run at import."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    tree = ast.parse(path.read_text())
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join((*base, *filter(None, [node.module])))
            yield from (f"{stem}.{alias.name}" for alias in node.names)


def wrong(room, name):
    """Say whether a module in `room` may not import `name`."""
    top, *rest = name.split(".")
    if top != "grader":
        return top not in sys.stdlib_module_names and top not in ("numpy", *LIBRARIES.get(room, ()))
    if not rest or rest[0] == room or rest[0] in ("__version__",):
        return False
    if rest[0] == "worker" and room not in ("sandbox", ""):
        return ".".join(rest[:2]) not in (
            "grader.worker", "worker.values", "worker.answer", "worker.serving", "worker.wire",
        )  # fmt: skip
    if room == "":  # grader/__init__.py offers the words a course is written in
        return rest[0] not in ("model", "data", "worker")
    return rest[0] not in ROW or ROW[rest[0]] >= ROW[room]


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) != "worker"], ids=name_of)
def test_a_room_imports_only_the_rows_below_it(path):
    """No module knows more than its row allows, and no library but those its room may use."""
    assert [] == [name for name in imports(path) if wrong(room_of(path), name)]


@pytest.mark.parametrize("path", sorted((ROOT / "grader" / "worker").glob("*.py")), ids=name_of)
def test_the_worker_imports_itself_numpy_and_the_standard_library(path):
    """What is mounted in the sandbox stands alone."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 1 or (node.module or "").split(".")[0] in {"numpy", *sys.stdlib_module_names}
        elif isinstance(node, ast.Import):
            assert {alias.name.split(".")[0] for alias in node.names} <= {"numpy", *sys.stdlib_module_names}


@pytest.mark.parametrize("path", REFERENCE, ids=name_of)
def test_the_reference_knows_nothing_of_grading(path):
    """The lessons import NumPy, the standard library and each other."""
    tops = {name.split(".")[0] for name in imports(path)}

    assert set() == tops - {"numpy", "reference"} - set(sys.stdlib_module_names)


@pytest.mark.parametrize("path", ASSIGNMENTS, ids=name_of)
def test_an_assignment_imports_the_reference_the_grader_and_numpy(path):
    """Public checks and handouts never import the reference; nothing else of the machine is used."""
    tops = {name.split(".")[0] for name in imports(path)}
    allowed = {"numpy", "grader", "assignments", *sys.stdlib_module_names}
    if path.name == "handout.py":
        allowed |= {"matplotlib"}
    elif path.name != "checks_public.py":
        allowed |= {"reference"}
    rooms = {".".join(name.split(".")[:2]) for name in imports(path) if name.startswith("grader.")}
    words = {f"grader.{word}" for word in importlib.import_module("grader").__all__}

    assert set() == tops - allowed
    assert set() == rooms - words - {"grader.assertions", "grader.notebook"}


def calls(path):
    """Yield the dotted source of everything that a module calls."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def users_of(*wanted):
    return {room_of(path) for path in MODULES if any(call in wanted for call in calls(path))}


def test_only_the_doors_print_and_exit():
    """A room returns what it has to say."""
    assert users_of("print", "sys.exit", "exit") <= {"cli", "notebook", "__main__", "worker"}


def test_only_parent_and_publish_ask_for_the_date():
    """The date ends in fields `_at`, and nothing else depends on it."""
    asked = {
        name_of(path)
        for path in MODULES
        if any(call.endswith((".now", ".utcnow", "time.time")) for call in calls(path))
    }

    assert asked <= {
        "grader/batch/parent.py",
        "grader/publish.py",
        "grader/cli/releasing.py",  # warns where an assignment is still open; nothing that it writes depends on it
    }


def test_only_launch_and_parent_start_processes():
    """Everything that runs a submission is started in two places."""
    starts = ("subprocess.Popen", "subprocess.run", "os.fork", "os.posix_spawn", "subprocess.check_output", "os.system")
    started = {name_of(path) for path in MODULES if any(call in starts for call in calls(path))}

    assert started <= {
        "grader/sandbox/launch.py",
        "grader/worker/ancestor.py",
        "grader/worker/zygote.py",
        "grader/release/downloads.py",  # pip, where an author asks for --offline
        "grader/sandbox/probe.py",
        "grader/sandbox/acts.py",
    }


def test_randomness_comes_from_the_seeds_alone():
    """No room draws numbers of its own."""
    drawn = {
        name_of(path)
        for path in MODULES
        if any("default_rng" in call or call.startswith(("random.", "np.random.")) for call in calls(path))
    }

    assert drawn <= {
        "grader/data/splits.py",
        "grader/data/guards.py",
        "grader/assertions/derivatives/draws.py",  # from the check's seed
        "grader/student/local.py",  # keeps and restores the global generators
        "grader/worker/answer.py",  # makes what `generator(seed)` stands for
        "grader/worker/values.py",
        "grader/worker/child.py",
    }


def test_the_public_words_are_sorted_and_importable():
    """What `grader` and `grader.assertions` offer is exactly their `__all__`, sorted."""
    for name in ("grader", "grader.assertions"):
        module = importlib.import_module(name)

        assert sorted(module.__all__) == list(module.__all__)
        assert all(hasattr(module, word) for word in module.__all__)


@pytest.mark.parametrize("path", [*MODULES, *REFERENCE, *ASSIGNMENTS], ids=name_of)
def test_every_module_says_what_it_is_and_stays_small(path):
    """A module opens with a sentence about its one idea and does not outgrow it."""
    text = path.read_text()

    assert ast.get_docstring(ast.parse(text))
    if path.name != "handout.py" and path.parent.parent.name != "assignments":
        assert len(text.splitlines()) <= SCALE or "long because" in (ast.get_docstring(ast.parse(text)) or "")


def test_there_is_no_drawer_for_everything():
    """A function without a home means that a noun is missing."""
    drawers = {"utils", "helpers", "core", "base", "common", "misc"}

    assert [] == [name_of(path) for path in [*MODULES, *REFERENCE] if path.stem in drawers]
