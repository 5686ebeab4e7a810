"""The student object gives the same results whether it answers here or from behind a wire."""

import math

import numpy as np
import pytest

from grader import callback, dataset, generator, source
from grader.errors import CourseError, StudentError
from grader.model import Outcome
from grader.student import Handle, Observation
from grader.worker.values import Scalar
from tests.students import student_from, wired_student


@pytest.fixture(params=["local", "wired"])
def make(request):
    """Make students from source, in this process and behind a wire."""
    open_students = []

    def make_student(text):
        if request.param == "local":
            return student_from(text)
        lent = wired_student(text)
        open_students.append(lent)
        return lent.__enter__()

    yield make_student
    for lent in open_students:
        lent.__exit__(None, None, None)


def ends(outcome, function, *args):
    """Return the StudentError in which a call ends, which must have this outcome."""
    with pytest.raises(StudentError) as caught:
        function(*args)

    assert outcome == caught.value.outcome
    return caught.value


# values ---------------------------------------------------------------------------------------------------------------


def test_a_call_gives_its_value(make):
    """Arguments by position and by name arrive, and the result comes back."""
    student = make("def affine(X, W, b=0): return X @ W + b")

    assert np.array_equal([[3.0, 3.0]], student.affine(np.ones((1, 2)), np.ones((2, 2)), b=1))


def test_arguments_are_copies(make):
    """A student who changes an argument changes a copy."""
    student = make("def spoil(X, rows):\n    X[:] = -1\n    rows.append(1)\n    return X")
    X, rows = np.ones(3), [1]

    result = student.spoil(X, rows)

    assert ([1, 1, 1], [1], [-1, -1, -1]) == (X.tolist(), rows, result.tolist())


def test_results_are_frozen(make):
    """A student who keeps a result and changes it later changes nothing that the check has got."""
    student = make("import numpy as np\nkept = np.ones(2)\ndef give():\n    kept[:] += 1\n    return kept")
    first = student.give()
    student.give()

    assert [2, 2] == first.tolist()


def test_numbers_keep_their_kind(make):
    """NumPy scalars and 0-d arrays are 0-d arrays that remember it; others stay what they are."""
    student = make(
        "import numpy as np\n"
        "def f(): return np.float32(2), np.array(3), True, 4, 5.0, np.nan, np.bool_(True), np.str_('s')"
    )

    kinds = [(type(item).__name__, getattr(item, "dtype", None)) for item in student.f()]

    plain = [(name, None) for name in ("bool", "int", "float", "float")]
    scalar = Scalar.__name__
    assert [(scalar, np.float32), (scalar, np.int64), *plain, (scalar, np.bool_), ("str", None)] == kinds


def test_scalars_go_back_as_they_came(make):
    """A NumPy scalar that is passed on is a NumPy scalar for the student."""
    student = make("import numpy as np\ndef loss(): return np.float32(2)\ndef kind(x): return type(x).__name__")

    assert "float32" == student.kind(student.loss())


def test_variables_are_values(make):
    """A question's variable is read by its name."""
    student = make("q_1 = [1, 'a', None]\nq_2 = ...")

    assert [1, "a", None] == student.value("q_1")
    assert "q_2 has no answer yet: replace `...` by your answer." == ends(Outcome.MISSING, student.value, "q_2").message


# handles --------------------------------------------------------------------------------------------------------------

MODEL = """
import numpy as np

class Model:
    def __init__(self, k):
        self.k = k
        self.W = np.full(3, float(k))

    def fit(self, X):
        self.W += X
        return self

    def predict(self, X):
        raise NotImplementedError("to do")

    @property
    def broken(self):
        return self.nothing

def through(model): return model.W.sum()
def pair(x): return x, Model(x)
"""


def test_instances_stay_with_the_student(make):
    """An instance is a handle: attributes are values, methods can be called, and it can be passed on."""
    student = make(MODEL)
    model = student.Model(2)

    assert isinstance(model, Handle)
    assert (2, [2, 2, 2]) == (model.k, model.W.tolist())
    assert model == model.fit(np.ones(3))
    assert model != student.Model(2)
    assert 9.0 == student.through(model)


def test_handles_stand_inside_of_values(make):
    """A tuple of a number and an instance is a tuple of a number and a handle."""
    number, model = make(MODEL).pair(4)

    assert (4, [4, 4, 4]) == (number, model.W.tolist())


def test_a_class_can_be_an_argument_of_our_own_text(make):
    """`run` calls our text in the worker with objects of the student."""
    student = make(MODEL)

    result = student.run(
        source("def go(cls, x):\n    m = cls(1)\n    return m.fit(x) is m, m.W"), student.Model, np.ones(3)
    )

    assert (True, [2, 2, 2]) == (result[0], result[1].tolist())


def test_kept_results_keep_their_identity(make):
    """`keep` leaves a value in the worker; its elements can be passed on without copies, and read."""
    student = make(
        "def forward(x):\n    cache = [x, x]\n    return x + 1, cache\ndef same(cache): return cache[0] is cache[1]"
    )
    kept = student.forward.keep(np.ones(2))
    out, cache = kept

    assert (2, [2, 2]) == (len(kept), out.value().tolist())
    assert student.same(cache)
    assert student.same(kept[1])
    assert student.run(source("lambda a, b: a is b"), cache, kept[1])


@pytest.mark.parametrize(
    ("use", "outcome", "name"),
    [
        (lambda model: model.predict(1), Outcome.MISSING, "Model.predict"),
        (lambda model: model.nope, Outcome.MISSING, "Model.nope"),
        (lambda model: model.broken, Outcome.RAISED, "Model.broken"),
        (lambda model: model[0], Outcome.BAD_RETURN, "Model[0]"),
        (lambda model: model.value(), Outcome.BAD_RETURN, "Model"),
        (lambda model: model + 1, Outcome.BAD_RETURN, "Model"),
        (lambda model: 1 - model, Outcome.BAD_RETURN, "Model"),
        (lambda model: np.ones(2) * model, Outcome.BAD_RETURN, "Model"),
        (lambda model: np.asarray(model), Outcome.BAD_RETURN, "Model"),
        (lambda model: np.ones(2) == model, Outcome.BAD_RETURN, "Model"),
        (float, Outcome.BAD_RETURN, "Model"),
        (int, Outcome.BAD_RETURN, "Model"),
        (bool, Outcome.BAD_RETURN, "Model"),
        (len, Outcome.BAD_RETURN, "Model"),
        (list, Outcome.BAD_RETURN, "Model"),
        (range, Outcome.BAD_RETURN, "Model"),
        (lambda model: model < 1, Outcome.BAD_RETURN, "Model"),
        (lambda model: 1 in model, Outcome.BAD_RETURN, "Model"),
        (lambda model: model(1), Outcome.RAISED, "Model"),
    ],
)
def test_what_an_object_cannot_do_is_the_students(make, use, outcome, name):
    """A check that does with an object what it would do with numbers never ends in an error of its own."""
    student = make(MODEL)

    assert name == ends(outcome, use, student.Model(1)).name


def test_an_error_inside_of_a_property_is_not_a_missing_attribute(make):
    """The AttributeError of a property names what the property lacks."""
    error = ends(Outcome.RAISED, lambda: make(MODEL).Model(1).broken)

    assert "AttributeError" == error.kinds[0]
    assert "nothing" in error.message


def test_handles_of_another_student_are_the_authors_mistake(make):
    """An object of one student cannot be passed to another."""
    with pytest.raises(CourseError, match="another student"):
        make(MODEL).through(make(MODEL).Model(1))


# arguments ------------------------------------------------------------------------------------------------------------


def test_arguments_beyond_values(make):
    """Generators, sources, bytes and objects of the student arrive as what they stand for."""
    student = make(
        "def draw(rng): return rng.random()\n"
        "def use(f, x): return f(x)\n"
        "def inc(x): return x + 1\n"
        "def f(b): return len(b)"
    )

    assert np.random.default_rng(5).random() == student.draw(generator(5))
    assert 9 == student.use(source("lambda x: x ** 2"), 3)
    assert 4 == student.use(source("k = 1\ndef f(x):\n    return x + k"), 3)
    assert 4 == student.use(student.inc, 3)
    assert 3 == student.f(b"abc")


def test_sources_keep_no_state_between_calls(make):
    """Our own text is evaluated anew for each call."""
    student = make("def use(f): return f()")
    counter = source("seen = []\ndef f():\n    seen.append(1)\n    return len(seen)")

    assert [1, 1, 1] == [student.use(counter), *student.use.each([(counter,)] * 2)]


@pytest.mark.parametrize(
    "argument",
    [1j, object(), np.array([None]), source("lambda:"), source("x = 1"), source(""), callback],
    ids=["complex", "object", "objects", "unfinished", "statement", "empty", "function"],
)
def test_arguments_that_cannot_be_sent_are_the_authors_mistake(make, argument):
    """What may not cross as an argument is refused before the student is asked."""
    with pytest.raises(CourseError):
        make("def f(x): return 1").f(argument)


def test_unknown_data_is_the_authors_mistake():
    """A student made without data says so, and blames nobody else."""
    with pytest.raises(CourseError, match="digits"):
        student_from("def f(x): return 1").f(dataset("digits/train_inputs"))


# callbacks ------------------------------------------------------------------------------------------------------------

CALLER = """
def use(f, *args): return f(*args)
def swallow(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return type(error).__name__ + ": " + str(error)
kept = []
def keep(f): kept.append(f)
def use_kept(x): return kept[0](x)
"""


def test_callbacks_are_called_with_plain_values(make):
    """A function of ours gets copies of what student code passes and its result goes back."""
    seen = []
    result = make(CALLER).use(callback(lambda x: seen.append(x) or x.sum()), np.ones(3))

    assert (3.0, [1, 1, 1]) == (result, seen[0].tolist())


def test_callbacks_may_be_kept(make):
    """A function of ours that student code keeps works in later requests."""
    student = make(CALLER)
    student.keep(callback(lambda x: x + 1))

    assert 3 == student.use_kept(2)


def test_an_exception_of_a_callback_is_the_students(make):
    """A callback that cannot work with its arguments raises in student code, which may handle it."""
    student = make(CALLER)
    fails = callback(lambda x: x.shape[5])

    assert "CallbackError: AttributeError" in student.swallow(fails, 1)
    assert "CallbackError" == ends(Outcome.RAISED, student.use, fails, 1).kinds[0]
    assert "CallbackError" == ends(Outcome.RAISED, student.use, fails, student.use).kinds[0]


def test_a_callback_that_uses_the_student_is_the_authors_mistake(make):
    """A callback is a leaf, whatever student code does with the error; the student can be used afterwards."""
    student = make(CALLER)
    loop = callback(lambda x: student.use(callback(abs), x))

    for function in (student.use, student.swallow):
        with pytest.raises(CourseError, match="may not use the student"):
            function(loop, 1)

    assert 1 == student.use(callback(abs), -1)


def test_an_assertion_in_a_callback_is_the_checks(make):
    """A callback may judge what it is called with; student code cannot swallow the judgement."""

    def judge(x):
        assert x > 0, "x must be positive"

    with pytest.raises(AssertionError, match="x must be positive"):
        make(CALLER).swallow(callback(judge), -1)


def test_a_callback_that_returns_no_value_is_the_authors_mistake(make):
    """What a callback returns must be a plain value."""
    with pytest.raises(CourseError, match="must return a plain value"):
        make(CALLER).use(callback(lambda: object()))


def test_warnings_of_a_callback_are_not_the_students(make):
    """What happens inside of a callback does not count as what student code did."""
    observed = make(CALLER).use.observe(callback(lambda x: float(np.log(np.zeros(1))[0])), 1)

    assert Observation(-math.inf, (), ()) == observed


# outcomes -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "outcome", "text"),
    [
        (
            "raise NotImplementedError",
            Outcome.MISSING,
            "f is still the stub: replace `raise NotImplementedError` by your code.",
        ),
        ("return g(x)", Outcome.MISSING, "g is still the stub (it was needed by f): replace"),
        ("raise ValueError('shapes')", Outcome.RAISED, "f must not raise here, but it raised ValueError: shapes"),
        ("raise ValueError", Outcome.RAISED, "it raised ValueError"),
        ("return helper(x)", Outcome.RAISED, "it raised KeyError in helper: 'k'"),
        ("return f(x)", Outcome.RAISED, "calls itself without end"),
        ("raise SystemExit(0)", Outcome.RAISED, "remove exit() or quit()"),
        ("raise MemoryError", Outcome.RAISED, "must fit into memory"),
        ("raise GeneratorExit", Outcome.RAISED, "GeneratorExit"),
        ("raise Hostile()", Outcome.RAISED, "its message cannot be read"),
        ("raise Long()", Outcome.RAISED, "xxx"),
        ("raise Liar()", Outcome.RAISED, "Liar"),
        ("raise ValueError('\\x1b[31m\\u202e\\ud800')", Outcome.RAISED, "ValueError: \ufffd[31m\ufffd?"),
        ("return 1j", Outcome.BAD_RETURN, "yours is a complex number"),
        ("import numpy as np; return np.array([None])", Outcome.BAD_RETURN, "ragged list"),
        ("import numpy as np; return np.array(['a'])", Outcome.BAD_RETURN, "return a list of str"),
        ("a = []; a.append(a); return a", Outcome.BAD_RETURN, "contains itself"),
        ("import numpy as np; return np.broadcast_to(0.0, (9**5, 9**5))", Outcome.BAD_RETURN, "bytes"),
    ],
)
def test_outcomes_say_what_to_do(make, body, outcome, text):
    """Each way to end badly has its outcome, its message, and names the function."""
    student = make(f"""
class Hostile(Exception):
    def __str__(self): raise SystemExit

class Long(Exception):
    def __str__(self): return "x" * 50_000_000

class Meta(type):
    __mro__ = property(lambda cls: 1 / 0)
    __name__ = property(lambda cls: 1 / 0)

class Liar(Exception, metaclass=Meta):
    __class__ = property(lambda self: 1 / 0)
    __traceback__ = property(lambda self: 1 / 0)

def g(x):
    raise NotImplementedError

def helper(x):
    return dict()["k"]

def f(x):
    {body}
""")
    error = ends(outcome, student.f, 1)

    assert text in error.message
    assert len(error.message) < 700
    assert error.name == ("g" if "return g" in body else "f")


def test_a_missing_name_is_named(make):
    """What is not defined is missing, also as an argument and in a batch."""
    student = make("def f(x): return x")

    assert "define it at the top level" in ends(Outcome.MISSING, student.softmax, 1).message
    assert "softmax" == ends(Outcome.MISSING, student.f, student.softmax).name
    assert "softmax" == ends(Outcome.MISSING, student.value, "softmax").name


def test_a_stub_class_is_missing_as_a_whole(make):
    """The stub of a class names the class, the stub of a method names the method."""
    student = make("class Net:\n    def __init__(self):\n        raise NotImplementedError")

    assert "Net" == ends(Outcome.MISSING, student.Net).name


def test_frames_are_those_of_student_code(make):
    """Lines and functions of the student's file are told, outermost first, and no others."""
    student = make("import numpy as np\ndef f(x):\n    return g(x)\ndef g(x):\n    return np.linalg.inv(x)")
    error = ends(Outcome.RAISED, student.f, np.zeros((2, 2)))

    assert ((3, "f"), (5, "g")) == error.frames
    assert ("LinAlgError", "ValueError", "Exception", "BaseException") == error.kinds


def test_frames_of_a_recursion_are_few(make):
    """A deep recursion tells its last twenty frames."""
    assert 20 == len(ends(Outcome.RAISED, make("def f(x):\n    return f(x)").f, 1).frames)


@pytest.mark.parametrize(
    "expression",
    [
        "(i for i in range(3))",
        "f",
        "np",
        "{1, 2}",
        "{1: 2}",
        "b'x'",
        "range(3)",
        "Fake()",
        "type('C', (), {})",
        "iter([1])",
    ],
)
def test_what_is_no_value_becomes_a_handle(make, expression):
    """Generators, functions, sets and objects that pretend to be arrays stay in the worker; their code is not run."""
    student = make(f"""
import numpy as np

class Fake:
    __class__ = property(lambda self: np.ndarray)
    def __array__(self, *args, **kwargs): raise SystemExit
    def __iter__(self): raise SystemExit
    def __len__(self): raise SystemExit
    def __getattr__(self, name): raise SystemExit
    def __eq__(self, other): raise SystemExit
    def __repr__(self): raise SystemExit

def f(): return {expression}
""")

    assert isinstance(student.f(), Handle)


def test_a_function_is_called_by_the_name_of_what_made_it(make):
    """Nobody has written "function": who reads that it raised looks for the name of their own code."""
    student = make("class Layer:\n    def forward(self, x): return 1 / x")
    forward = student.run(source("lambda cls: lambda x: cls().forward(x)"), student.Layer)

    assert ends(Outcome.RAISED, forward, 0).args[0].startswith("Layer must not raise here")
    assert "yours is an object: a function" in str(ends(Outcome.BAD_RETURN, float, forward))


def test_subclasses_with_hostile_methods_are_read_as_plain_values(make):
    """A list, a dict or a number that overrides its own protocol is read without asking it."""
    student = make("""
def hostile(kind):
    def trap(self, *args): raise SystemExit
    names = "__iter__ __len__ __getitem__ items keys __str__ __int__ __float__ __eq__ __hash__".split()
    return type("Hostile", (kind,), {name: trap for name in names})

def f():
    given = {list: [1], tuple: [2], str: "s", int: 3, float: 4.0, dict: [("k", 5)]}
    return [hostile(kind)(value) for kind, value in given.items()]
""")

    assert [[1], (2,), "s", 3, 4.0, {"k": 5}] == student.f()


def test_a_bad_part_spoils_only_its_result(make):
    """A result of which one part may not cross is a bad return; the next call is answered as ever."""
    student = make("import numpy as np\ndef f(x): return np.ones(2), x * 1j if x else 1")

    results = [*student.f.each([(1,), (0,)]), student.f(0)]

    assert [StudentError, tuple, tuple] == [type(item) for item in results]


def test_generators_can_be_consumed_in_the_worker(make):
    """A generator is a handle; our own text turns it into values."""
    student = make("def f():\n    yield 1\n    yield 2")

    assert [1, 2] == student.run(source("list"), student.f())


# batches --------------------------------------------------------------------------------------------------------------


def test_each_element_of_a_batch_has_its_own_outcome(make):
    """A failing call does not stop the others; its place holds the error."""
    student = make("def f(x, y=1):\n    if x < 0: raise NotImplementedError\n    return x + y if x < 9 else 1j")

    results = student.f.each([(1,), (2, 3), (-1,), ("a",), (9,)])

    outcomes = [item.outcome if isinstance(item, StudentError) else item for item in results]
    assert [2, 5, Outcome.MISSING, Outcome.RAISED, Outcome.BAD_RETURN] == outcomes


def test_batches_of_any_size_keep_their_order(make):
    """Many calls, and calls with large arguments, are split into frames and come back in order."""
    student = make("def f(x, y=0): return len(x) if hasattr(x, '__len__') else x")
    large = [(np.ones(3_000_000),), (np.ones(3_000_001),), (np.ones(3_000_002),)]

    assert list(range(2500)) == student.f.each([(i,) for i in range(2500)])
    assert [3_000_000, 3_000_001, 3_000_002] == student.f.each(large)
    assert [] == student.f.each([])


def test_a_batch_of_long_errors_fits_into_a_frame(make):
    """A thousand long messages in a row come back, shortened where there is no room."""
    name = "g" * 100
    student = make(f"def {name}(n):\n    if n: {name}(n - 1)\n    raise ValueError('\\x00' * 500)")

    results = student.function(name).each([(20,)] * 2000)

    assert {Outcome.RAISED} == {error.outcome for error in results}


def test_results_that_are_too_large_together_cost_only_themselves(make):
    """In a batch whose results exceed the limit, those that fit are given."""
    results = make("import numpy as np\ndef f(n): return np.ones(n)").f.each([(5_000_000,), (5_000_000,), (1,)])

    assert [True, False, True] == [isinstance(item, np.ndarray) for item in results]


# advice ---------------------------------------------------------------------------------------------------------------


def test_warnings_and_changed_arguments_are_observed(make):
    """`observe` tells class names of warnings and which arguments were changed in place, by position and name."""
    student = make("""
import numpy as np, warnings
def f(X, rows, same, frozen, key=None):
    X[0] = 0
    rows[0].append(1)
    key["a"] = 1
    warnings.warn("x", DeprecationWarning)
    return np.log(X)
""")
    observed = student.f.observe(np.ones(2), [[]], [1], 3, key={})

    assert [-np.inf, 0] == observed.value.tolist()
    assert ("DeprecationWarning", "RuntimeWarning") == observed.warnings
    assert ("0 X", "1 rows", "key") == observed.changed


def test_warnings_and_numpy_settings_of_the_caller_do_not_matter(make):
    """Student code runs under NumPy's defaults, however strict the caller's settings are."""
    student = make(
        "import numpy as np, warnings\n"
        "def f():\n"
        "    warnings.warn('x')\n"
        "    return float(np.exp(1000.0)), float(np.float64(1) / 0)"
    )

    with np.errstate(all="raise"):
        assert (math.inf, math.inf) == student.f()


def test_what_was_printed_is_text(make):
    """Where nothing is kept of what was printed, it is the empty text."""
    assert "" == make("x = 1").printed()


# hostile files --------------------------------------------------------------------------------------------------------


def test_names_replaced_by_the_student_stay_the_students(make):
    """A file that rebinds builtins and NumPy in its own namespace changes its own functions only."""
    student = make(
        "class np: ndarray = asarray = array = None\nlen = list = type = isinstance = dict = None\ndef f(x): return x"
    )

    assert [1, 1] == student.f(np.ones(2)).tolist()


def test_private_names_are_not_asked_for(make):
    """Python's own protocols on a student or a handle ask student code nothing."""
    student = make(MODEL)

    assert not hasattr(student, "__wrapped__")
    assert not hasattr(student.Model(1), "_private")
    assert ("<student>", "<Model of the student>") == (repr(student), repr(student.Model(1)))


def test_names_that_the_proxy_uses_itself_can_be_reached(make):
    """A function called `run`, or an attribute called `value`, has another way."""
    student = make("def run(x): return x\nclass C:\n    value = 3")

    assert 2 == student.function("run")(2)
    assert 3 == student.C().attribute("value")
