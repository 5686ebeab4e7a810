"""Write a draft into the course: an assignment folder, and the promises into the docstring of the function."""

from __future__ import annotations

import ast
from pathlib import Path

from grader.authoring.assignments import refuse_name
from grader.authoring.drafts import Draft
from grader.course import Course
from grader.errors import UsageError
from grader.scopes import DEFINITIONS

_LATER = ("Raises", "Warns", "See Also", "Notes", "References", "Examples")

HANDOUT = """\
# %% [markdown]
# # {title}
#
# Say what this is about, and why anybody should care.

# %%
# bootstrap

# %% [markdown]
# ## 1.1 {title}
#
# The idea, the formula, a worked example.

# %%
# exercise: {name}
"""


def adopt(course: Course, draft: Draft, name: str) -> list[Path]:
    """Write a draft as a new assignment; return the files that were written, the edited one first."""
    folder = refuse_name(course, name)
    module = course.folder / draft.function.path
    text = with_promises(module.read_text(encoding="utf-8"), draft.function.name, draft.promises)
    title = draft.function.name.replace("_", " ").capitalize()
    files = {
        "__init__.py": f'"""{title}."""\n',
        **draft.files,
        "handout.py": HANDOUT.format(title=title, name=draft.function.name),
    }
    folder.mkdir(parents=True)
    for file, content in files.items():
        (folder / file).write_text(content, encoding="utf-8")
    module.write_text(text, encoding="utf-8")
    return [module, *(folder / file for file in files)]


def with_promises(text: str, name: str, section: str) -> str:
    """Return a module with a section of promises in the docstring of one function, above Notes and Examples."""
    tree = ast.parse(text)
    node = next(each for each in tree.body if isinstance(each, DEFINITIONS) and each.name == name)
    docstring = node.body[0]
    if "Promises" in (ast.get_docstring(node) or "").split("\n"):
        raise UsageError(f"{name} has promises already: run suggest without --write, and merge its draft by hand")
    lines = text.split("\n")
    first, last = docstring.lineno - 1, (docstring.end_lineno or docstring.lineno) - 1
    indent = " " * docstring.col_offset
    added = [f"{indent}{line}".rstrip() for line in section.rstrip("\n").split("\n")]
    later = [i for i in range(first, last) if lines[i].strip() in _LATER and set(lines[i + 1].strip()) == {"-"}]
    if later:
        return "\n".join([*lines[: later[0]], *added, "", *lines[later[0] :]])
    quotes = lines[last].rstrip()[-3:]
    body = lines[last].rstrip()[:-3].rstrip()
    kept = [body] if body.strip() else []
    head = [*lines[:last], *kept]
    while not head[-1].strip():
        head.pop()
    return "\n".join([*head, "", *added, f"{indent}{quotes}", *lines[last + 1 :]])
