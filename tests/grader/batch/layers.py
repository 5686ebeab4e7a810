"""A course with a layer that hands a cache to its backward, and a training that is given a function."""

from tests.grader.batch.following import write_course

FILES = {
    "course.toml": 'id = "layers"\ntitle = "Layers"\n',
    "reference/__init__.py": '"""Lessons."""\n',
    "reference/layers.py": '''
        """A layer and a walk."""


        def scale_forward(x, w):
            """Scale.

            Promises
            --------
            scale : out is x times w.
            """
            return x * w, (x, w)


        def scale_backward(dout, cache):
            """Go back through the layer.

            Promises
            --------
            slope : dx is dout times w.
            """
            x, w = cache
            return dout * w


        def descend(slope, x, steps, rng):
            """Walk downhill.

            Promises
            --------
            step : each step is the slope and a drawn number.
            """
            for _ in range(steps):
                x = x - slope(x) + rng.normal()
            return x


        class Model:
            """Something that walks.

            Promises
            --------
            fit : it walks on from its x by descend.
            """

            def __init__(self, x):
                self.x = x

            def fit(self, steps, rng):
                """Walk."""
                self.x = descend(lambda x: x / 4, self.x, steps, rng)
                return self.x
        ''',
    "assignments/__init__.py": '"""Assignments."""\n',
    "assignments/a01_layers/__init__.py": '"""Layers."""\n',
    "assignments/a01_layers/assignment.py": '''
        """Rubric."""

        from grader import Assignment, Check, Exercise
        from reference.layers import Model, descend, scale_backward, scale_forward

        from . import checks_hidden as hidden
        from . import checks_public as public

        ASSIGNMENT = Assignment(
            title="Layers",
            exercises=(
                Exercise(scale_forward, checks=(Check(public.six, points=2, promise="scale"),)),
                Exercise(
                    scale_backward,
                    checks=(Check(public.slope, points=3, promise="slope", beside=(scale_forward,)),),
                ),
                Exercise(descend, checks=(Check(public.three_steps, points=2, promise="step"),)),
                Exercise(Model, checks=(Check(hidden.four_steps, points=3, promise="fit", uses=(descend,)),)),
            ),
        )
        ''',
    "assignments/a01_layers/checks_public.py": '''
        """Public."""

        import numpy as np

        from grader import callback, generator, seed, source
        from grader.assertions import assert_backward, assert_close


        def six(student):
            """Two times three."""
            out = student.run(source("lambda f: f(2.0, 3.0)[0]"), student.scale_forward)
            assert_close(out, 6.0, name="out")


        def slope(student):
            """Drawn numbers."""
            x, w = np.random.default_rng(seed()).normal(size=(2, 4))
            assert_backward(student.scale_forward, student.scale_backward, x, w, wrt=(0,), names=("dx",))


        def three_steps(student):
            """From 8."""
            rng = np.random.default_rng(2)
            right = 1.0 + rng.normal() / 4 + rng.normal() / 2 + rng.normal()
            assert_close(student.descend(callback(lambda x: x / 2), 8.0, 3, generator(2)), right, name="x")
        ''',
    "assignments/a01_layers/checks_hidden.py": '''
        """Hidden."""

        import numpy as np

        from grader import generator, seed
        from grader.assertions import assert_close
        from reference.layers import Model


        def four_steps(student):
            """From a drawn number, two times two."""
            start = float(np.random.default_rng(seed()).normal())
            ours, rng = Model(start), np.random.default_rng(3)
            ours.fit(2, rng)
            model = student.Model.keep(start)
            model.fit(2, generator(3))
            right = Model(ours.x).fit(2, np.random.default_rng(4))
            assert_close(model.fit(2, generator(4)), right, name="fit(2, rng)")
        ''',
    "assignments/a01_layers/mistakes.py": '''
        """Mistakes."""

        from grader import Mistake
        from reference.layers import scale_forward

        from . import checks_public as public


        def added(x, w):
            """Add."""
            return x + w, (x, w)


        MISTAKES = (Mistake(added, replaces=scale_forward, hint="Times, not plus.", caught_by=public.six),)
        ''',
}
RIGHT = """
def scale_forward(x, w):
    return x * w, (x, w)

def scale_backward(dout, cache):
    return dout * cache[1]

def descend(slope, x, steps, rng):
    for _ in range(steps):
        x = x - slope(x) + rng.normal()
    return x

class Model:
    def __init__(self, x):
        self.x = x

    def quarter(self, x):
        return x / 4

    def fit(self, steps, rng):
        self.x = descend(self.quarter, self.x, steps, rng)
        return self.x
"""


def write_layers(folder):
    """Write the course and return its folder."""
    return write_course(folder, FILES)
