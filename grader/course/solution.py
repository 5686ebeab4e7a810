"""The reference as one flat file: what a perfect student would hand in, or what one with a known mistake would.

Functions come from several modules of the course. What they use is found by AST and comes along; imports from outside
of the course are gathered at the top; modules keep the order in which they import each other, and statements their
order within a module, so the file runs wherever the modules do. Where two things of different modules share a name,
the second one gets another.
"""

from __future__ import annotations

import ast
import builtins
import copy
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from grader.course.catalog import CourseAssignment
from grader.course.modules import CourseModules, External, Module, Symbol, modules_of
from grader.errors import CourseError
from grader.model import Mistake
from grader.scopes import DEFINITIONS

_Target = Symbol | External


def solution_source(loaded: CourseAssignment, replace: Mistake | None = None) -> str:
    """Return the reference of all exercises, what is given, and the answers to questions, as one file.

    With `replace`, a mistake and what it uses stand under the name of the exercise that it gets wrong; everything else
    then calls the mistaken version, except the mistake itself, which may use the right one.
    """
    assignment = loaded.assignment
    targets = [exercise.target for exercise in assignment.exercises]
    roots = {_symbol(target): _name(target) for target in [*targets, *assignment.given, *assignment.needs]}
    solution = f"assignments.{loaded.id}.solution"
    modules = modules_of(loaded.folder.parent.parent, loaded.sha256)
    module = modules.find(solution)
    for name in (name for question in assignment.questions for name in (question.name, *question.reads)):
        if module and name in module.definitions:
            roots[Symbol(solution, name)] = name
    if replace is None:
        return _flat(modules, tuple(roots.items()))
    original, mistaken = _symbol(replace.replaces), _symbol(replace.function)
    roots = {mistaken if symbol == original else symbol: name for symbol, name in roots.items()}
    return _flat(modules, tuple(roots.items()), original, mistaken)


def given_source(loaded: CourseAssignment) -> str:
    """Return what students receive with its body: given functions and solutions of earlier assignments."""
    targets = [*loaded.assignment.given, *loaded.assignment.needs]
    roots = {_symbol(target): _name(target) for target in targets}
    return _flat(modules_of(loaded.folder.parent.parent, loaded.sha256), tuple(roots.items()))


@lru_cache(maxsize=256)  # a diagnosis asks for the same mistakes at every check that fails
def _flat(
    modules: CourseModules,
    roots: tuple[tuple[Symbol, str], ...],
    original: Symbol | None = None,
    mistaken: Symbol | None = None,
) -> str:
    return _Flat(modules, dict(roots), original, mistaken).source()


def _symbol(target: Callable[..., Any]) -> Symbol:
    return Symbol(target.__module__, _name(target))


def _name(target: Callable[..., Any]) -> str:
    return str(target.__name__)


class _Flat:
    """One flat file in the making: which statements it needs, and what everything is called in it."""

    def __init__(
        self,
        modules: CourseModules,
        roots: dict[Symbol, str],
        original: Symbol | None = None,
        mistaken: Symbol | None = None,
    ) -> None:
        self._modules = modules
        self._original = original
        self._mistaken = mistaken
        self._flat: dict[_Target, str] = {}
        self._flat |= dict(roots.items())
        self._taken = set(dir(builtins)) | set(roots.values())
        self._statements: dict[str, set[int]] = {}
        self._imports: set[str] = set()
        self._roots = list(roots)
        for symbol in self._roots:
            self._need(symbol)

    def source(self) -> str:
        """Return the file."""
        ordered: list[str] = []
        for symbol in self._roots:
            self._in_import_order(symbol.module, ordered, set())
        used = [self._modules.get(name) for name in [*ordered, *(set(self._statements) - set(ordered))]]
        body = [self._text(module, index) for module in used for index in sorted(self._statements.get(module.name, ()))]
        future = ["from __future__ import annotations"] if any(module.future for module in used) else []
        plain = sorted(line for line in self._imports if line.startswith("import "))
        head = "\n".join([*future, *plain, *sorted(self._imports - set(plain))])
        return "\n\n\n".join([part for part in (head, *body) if part]) + "\n"

    def _need(self, symbol: Symbol) -> None:
        """Book the statements that make a symbol, and all that they use."""
        pending = [symbol]
        while pending:
            wanted = pending.pop()
            module = self._modules.get(wanted.module)
            if wanted.name not in module.definitions:
                raise CourseError(f"{wanted.module}: it must define {wanted.name or 'what is imported of it'} itself")
            for index in module.definitions[wanted.name]:
                if index not in self._statements.setdefault(module.name, set()):
                    self._statements[module.name].add(index)
                    self._refuse_late_imports(module, module.body[index])
                    pending += [other for _, other in self._uses(module, index) if isinstance(other, Symbol)]

    def _uses(self, module: Module, index: int) -> list[tuple[ast.expr, _Target]]:
        """Return the expressions of a statement that name something of a module, and what each means."""
        found: list[tuple[ast.expr, _Target]] = []
        for use in module.uses(index):
            target = self._meaning(module, use.name.id)
            if target is None:
                continue
            node: ast.expr = use.name
            attributes = iter(use.attributes)
            while isinstance(target, Symbol) and not target.name:  # a module of the course: its attribute is meant
                attribute = next(attributes, None)
                if attribute is None:
                    name = use.name.id
                    raise CourseError(f"{module.name}, line {node.lineno}: use {name} only as {name}.something")
                node, target = attribute, self._attribute(target, attribute.attr)
            found.append((node, self._redirected(target, module, module.body[index])))
        for _, target in found:
            self._call(target)
        return found

    def _meaning(self, module: Module, name: str) -> _Target | None:
        if name in module.imports:
            target = module.imports[name]
            return self._resolved(target) if isinstance(target, Symbol) and target.name else target
        return Symbol(module.name, name) if name in module.definitions else None

    def _attribute(self, package: Symbol, name: str) -> _Target:
        inner = f"{package.module}.{name}"
        return Symbol(inner, "") if self._modules.find(inner) else self._resolved(Symbol(package.module, name))

    def _resolved(self, symbol: Symbol) -> _Target:
        """Follow a name through the modules that only pass it on."""
        module = self._modules.get(symbol.module)
        if symbol.name in module.imports and symbol.name not in module.definitions:
            target = module.imports[symbol.name]
            return self._resolved(target) if isinstance(target, Symbol) and target.name else target
        return symbol

    def _redirected(self, target: _Target, module: Module, statement: ast.stmt) -> _Target:
        """Let everybody call the mistaken version, but for the mistake's own module and the original itself."""
        if self._mistaken is None or self._original is None or target != self._original:
            return target
        own = isinstance(statement, DEFINITIONS) and Symbol(module.name, statement.name) == self._original
        return target if own or module.name == self._mistaken.module else self._mistaken

    def _call(self, target: _Target) -> str:
        """Return what something is called in the file; the first of a name keeps it."""
        if target in self._flat:
            return self._flat[target]
        name = target.alias if isinstance(target, External) else target.name
        if name in self._taken:
            name = f"_{target.module.rpartition('.')[2]}_{name.lstrip('_')}"
            while name in self._taken:
                name += "_"
        self._taken.add(name)
        self._flat[target] = name
        if isinstance(target, External):
            self._imports.add(target.statement(name))
        return name

    def _text(self, module: Module, index: int) -> str:
        """Return the source of a statement, rewritten only where something is called differently in the file."""
        statement = module.body[index]
        uses = self._uses(module, index)
        own = self._own_name(module, statement)
        renamed = [(node, self._call(target)) for node, target in uses if ast.unparse(node) != self._call(target)]
        if not renamed and not own:
            return module.text(index)
        changed = _Rename({(node.lineno, node.col_offset, ast.unparse(node)): name for node, name in renamed})
        tree = changed.visit(copy.deepcopy(statement))
        if own:
            tree.name = own
        for node in ast.walk(tree):
            if isinstance(node, ast.Global):
                node.names = [self._global_name(module, name) for name in node.names]
        return ast.unparse(ast.fix_missing_locations(tree))

    def _own_name(self, module: Module, statement: ast.stmt) -> str:
        """Return the new name of a function or class, or nothing if it keeps its own."""
        if not isinstance(statement, DEFINITIONS):
            return ""
        name = self._call(Symbol(module.name, statement.name))
        return name if name != statement.name else ""

    def _global_name(self, module: Module, name: str) -> str:
        target = self._meaning(module, name)
        return self._call(target) if target else name

    def _refuse_late_imports(self, module: Module, statement: ast.stmt) -> None:
        for node in ast.walk(statement):
            if any(self._modules.imported_by(node, module.name)):
                raise CourseError(f"{module.name}, line {statement.lineno}: import what is of the course at the top")

    def _in_import_order(self, name: str, ordered: list[str], started: set[str]) -> None:
        """Append a module after those of the course that it imports."""
        module = self._modules.find(name)
        if module is None or name in started:
            return
        started.add(name)
        for node in module.body:
            for symbol in self._modules.imported_by(node, name):
                self._in_import_order(symbol.module, ordered, started)
        if name not in ordered:
            ordered.append(name)


class _Rename(ast.NodeTransformer):
    """Puts new names in the place of expressions, found by place and text."""

    def __init__(self, names: dict[tuple[int, int, str], str]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._renamed(node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        found = self._renamed(node)
        return found if found is not node else self.generic_visit(node)  # type: ignore[return-value]

    def _renamed(self, node: ast.Name | ast.Attribute) -> ast.expr:
        name = self._names.get((node.lineno, node.col_offset, ast.unparse(node)))
        return ast.copy_location(ast.Name(name, node.ctx), node) if name else node
