"""One request, one reply: the part that runs beside student code."""

import json

import numpy as np
import pytest

from grader.worker.answer import Answerer, compile_source, seed_globals
from grader.worker.values import pack
from tests.students import namespace_from


def answerer(source, **options):
    """Return an answerer for a file; its data are zeros."""
    return Answerer(namespace_from(source), lambda name: np.zeros(3), None, **options)


def ask(target, *args, source="", keep=False, **options):
    """Return the result of one call of `target`."""
    tree, arrays = pack(args)
    request = {"id": 5, "op": "call", "target": target, "calls": [[tree, {}]], "keep": keep}
    header, _ = answerer(source, **options).answer(request, arrays)

    assert 5 == header["id"]
    return json.loads(json.dumps(header["results"], allow_nan=False))[0]


def test_a_child_outlives_exit_and_interrupt():
    """SystemExit and KeyboardInterrupt of student code are exceptions like others in a child."""
    for kind in ("SystemExit", "KeyboardInterrupt"):
        result = ask(["name", "f"], source=f"def f(): raise {kind}")

        assert ("raised", kind) == (result["error"], result["kinds"][0])


def test_a_notebook_can_be_interrupted():
    """What an answerer is told to pass goes through."""
    with pytest.raises(KeyboardInterrupt):
        ask(["name", "f"], source="def f(): raise KeyboardInterrupt", passes=(KeyboardInterrupt,))


def test_an_absent_name_says_why():
    """Where loading failed, the reason stands in the reply."""
    result = ask(["name", "f"], absent={"f": "line 3 raised NameError: name 'x' is not defined"})

    assert ("missing", "f", True) == (result["error"], result["name"], "line 3" in result["message"])


def test_a_reply_keeps_to_its_limit():
    """A result beyond the limit of a reply is a bad return that says how large it is."""
    result = ask(["name", "f"], source="import numpy as np\ndef f(): return np.ones(100)", body=700)

    assert "bad_return" == result["error"]
    assert "800 bytes" in result["message"]


def test_data_are_given_as_they_are():
    """A dataset is not copied."""
    data = np.zeros(3)
    data.flags.writeable = False
    one = Answerer({"f": lambda x: x is data}, lambda name: data, None)
    request = {"id": 1, "op": "call", "target": ["name", "f"], "calls": [[["t", ["d", "x"]], {}]], "keep": False}

    assert one.answer(request, [])[0]["results"][0]["ok"] is True


def test_writing_into_data_raises():
    """Data cannot be changed by student code."""
    data = np.zeros(3)
    data.flags.writeable = False
    one = Answerer(namespace_from("def f(x): x[0] = 1"), lambda name: data, None)
    request = {"id": 1, "op": "call", "target": ["name", "f"], "calls": [[["t", ["d", "x"]], {}]], "keep": False}

    assert "read-only" in one.answer(request, [])[0]["results"][0]["message"]


def test_what_was_printed_is_asked_for():
    """The text of the log comes back, with everything that is no Unicode replaced."""
    header, _ = answerer("", printed=lambda: "a\ud800").answer({"id": 1, "op": "printed"}, [])

    assert "a?" == header["results"][0]["ok"]


def test_the_same_object_has_one_handle():
    """An object that is returned twice is known by the same number."""
    one = answerer("kept = object()\ndef f(): return kept\ndef g(): return object()")

    numbers = []
    for name in ("f", "g", "f"):
        request = {"id": 1, "op": "call", "target": ["name", name], "calls": [[["t"], {}]], "keep": False}
        numbers.append(one.answer(request, [])[0]["results"][0]["ok"][1])

    assert [0, 1, 0] == numbers


def test_targets_nest():
    """An attribute of an element of a named object can be called in one request."""
    target = ["attr", ["item", ["name", "models"], ["l", 1][1]], "area"]

    assert 6 == ask(target, source="class S:\n    def area(self): return 6\nmodels = [0, S()]")["ok"]


def test_warnings_belong_to_their_call():
    """In a batch, a call that gives no warning is not blamed for the one before."""
    one = answerer("import warnings\ndef f(x):\n    if x: warnings.warn('x')")
    request = {"id": 1, "op": "call", "target": ["name", "f"], "calls": [[["t", 1], {}], [["t", 0], {}]], "keep": False}

    assert [["UserWarning"], []] == [item["warnings"] for item in one.answer(request, [])[0]["results"]]


def test_a_full_memory_is_told():
    """MemoryError of student code is recorded like other exceptions."""
    assert "MemoryError" == ask(["name", "f"], source="def f(): return bytearray(1 << 62)")["kinds"][0]


@pytest.mark.parametrize("text", ["x = 1", "", "def f(): pass\nf()", "1; 2"])
def test_a_source_is_an_expression_or_a_definition(text):
    """Other texts are refused when they are compiled."""
    with pytest.raises(SyntaxError):
        compile_source(text)


def test_global_generators_are_seeded_alike():
    """The same seed, however large, gives the same numbers from both global generators."""
    import random

    state = random.getstate(), np.random.get_state()
    try:
        draws = []
        for _ in range(2):
            seed_globals(2**62 + 1)
            draws.append((random.random(), np.random.random()))
    finally:
        random.setstate(state[0])
        np.random.set_state(state[1])

    assert draws[0] == draws[1]
