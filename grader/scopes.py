"""Which module-level names a statement binds and reads, and when: now, or later, when a function of it is called.

Shared by the reader of submissions and the reader of courses. Nothing is executed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True, slots=True)
class Names:
    """What one top-level statement does to the names of its module."""

    binds: frozenset[str]  # when it is executed
    reads_now: frozenset[str]  # when it is executed
    reads_later: frozenset[str]  # when a function that it defines is called
    mutates: frozenset[str]  # whose items or attributes it sets or deletes
    sets_later: frozenset[str]  # declared global and set when a function that it defines is called


@dataclass(slots=True)
class _Scope:
    kind: str  # function, class or comprehension
    local: set[str] = field(default_factory=set)
    declared_global: set[str] = field(default_factory=set)


def names_of(statement: ast.stmt) -> Names:
    """Say what a top-level statement binds, reads and changes."""
    now: set[str] = set()
    later: set[str] = set()
    sets_later: set[str] = set()

    def meet(node: ast.Name, stored: bool, when_called: bool) -> None:
        if not stored:
            (later if when_called else now).add(node.id)
        elif when_called:
            sets_later.add(node.id)

    _Walk(meet).visit(statement)
    return Names(
        binds=frozenset(_bound_at_top(statement)),
        reads_now=frozenset(now),
        reads_later=frozenset(later),
        mutates=frozenset(_mutated(statement)),
        sets_later=frozenset(sets_later),
    )


def global_names(statement: ast.stmt) -> list[ast.Name]:
    """Return the nodes of a top-level statement that name something of its module, whether read or bound."""
    found: list[ast.Name] = []
    _Walk(lambda node, stored, when_called: found.append(node)).visit(statement)
    return found


def _bound_at_top(statement: ast.stmt) -> set[str]:
    if isinstance(statement, ast.AnnAssign) and statement.value is None:
        return set()
    return _bound([statement], deleted=False)[0]


def _mutated(statement: ast.stmt) -> Iterator[str]:
    """Yield the names at the root of what is set or deleted by item or attribute, outside of functions."""
    for node in _outside_functions([statement]):
        if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, (ast.Store, ast.Del)):
            root: ast.expr = node
            while isinstance(root, (ast.Subscript, ast.Attribute)):
                root = root.value
            if isinstance(root, ast.Name):
                yield root.id


def _outside_functions(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    pending = list(nodes)
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, (*_FUNCTIONS, ast.Lambda)):
            pending.extend(_children(node))


def _children(node: ast.AST) -> list[ast.AST]:
    """Return what stands in a node; faster than `ast.iter_child_nodes`, for this is most of the work of reading."""
    found: list[ast.AST] = []
    for name in () if isinstance(node, (ast.Name, ast.Constant)) else node._fields:
        value = getattr(node, name, None)
        if isinstance(value, list):
            found.extend(inner for inner in value if isinstance(inner, ast.AST))
        elif isinstance(value, ast.AST) and not isinstance(value, (ast.expr_context, ast.operator)):
            found.append(value)
    return found


def _bound(body: Iterable[ast.AST], deleted: bool = True) -> tuple[set[str], set[str], set[str]]:
    """Return the names that a block binds itself, and those that it declares global and nonlocal."""
    bound: set[str] = set()
    global_: set[str] = set()
    nonlocal_: set[str] = set()
    pending = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, DEFINITIONS):
            bound.add(node.name)
            pending.extend(_head(node))
        elif isinstance(node, ast.Lambda):
            pending.extend(_defaults(node.args))
        elif isinstance(node, _COMPREHENSIONS):
            bound |= set(_walrus_targets(node))
        else:
            bound |= _names_bound_by(node, deleted)
            if isinstance(node, ast.Global):
                global_ |= set(node.names)
            elif isinstance(node, ast.Nonlocal):
                nonlocal_ |= set(node.names)
            pending.extend(_children(node))
    return bound, global_, nonlocal_


def _names_bound_by(node: ast.AST, deleted: bool) -> set[str]:
    if isinstance(node, ast.Name):
        return {node.id} if isinstance(node.ctx, ast.Store) or (deleted and isinstance(node.ctx, ast.Del)) else set()
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name.partition(".")[0] for alias in node.names if alias.name != "*"}
    if isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)):
        return {node.name} if node.name else set()
    if isinstance(node, ast.MatchMapping):
        return {node.rest} if node.rest else set()
    return set()


def _walrus_targets(comprehension: ast.AST) -> Iterator[str]:
    """Yield the names that ``:=`` in a comprehension binds around it."""
    for node in _outside_functions([comprehension]):
        if isinstance(node, ast.NamedExpr):
            yield node.target.id


def _defaults(arguments: ast.arguments) -> list[ast.expr]:
    return [*arguments.defaults, *(default for default in arguments.kw_defaults if default)]


def _all_arguments(arguments: ast.arguments) -> list[ast.arg]:
    found = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return found + [extra for extra in (arguments.vararg, arguments.kwarg) if extra]


def _head(node: Definition) -> list[ast.expr]:
    """Return the expressions of a definition that are evaluated where it stands."""
    if isinstance(node, ast.ClassDef):
        return [*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords)]
    annotations = [argument.annotation for argument in _all_arguments(node.args) if argument.annotation]
    returns = [node.returns] if node.returns else []
    return [*node.decorator_list, *_defaults(node.args), *annotations, *returns]


class _Walk(ast.NodeVisitor):
    """Meets every name that resolves to the module: meet(node, stored, when_called)."""

    def __init__(self, meet: Callable[[ast.Name, bool, bool], None]) -> None:
        self._meet = meet
        self._scopes: list[_Scope] = []

    def visit_Name(self, node: ast.Name) -> None:
        stored = not isinstance(node.ctx, ast.Load)
        if self._is_global(node.id):
            self._meet(node, stored, self._when_called())
        if stored and self._scopes and self._scopes[-1].kind == "class":
            self._scopes[-1].local.add(node.id)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.visit_Name(ast.copy_location(ast.Name(node.target.id, ast.Load()), node.target))
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        self._in_order(node.value, *node.targets)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._in_order(node.annotation, *([node.value] if node.value else []), node.target)

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self._in_order(node.iter, node.target, *node.body, *node.orelse)

    def visit_AsyncFor(self, node: ast.AsyncFor) -> None:
        self.visit_For(node)

    def visit_FunctionDef(self, node: Function) -> None:
        self._in_order(*_head(node))
        self._function(node.args, node.body, _type_parameters(node))
        self._note_in_class(node.name)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.visit_FunctionDef(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._in_order(*_defaults(node.args))
        self._function(node.args, [node.body], set())

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._in_order(*_head(node))
        declared = _bound(node.body)[1]
        self._inside(_Scope("class", _type_parameters(node), declared), node.body)
        self._note_in_class(node.name)

    def generic_visit(self, node: ast.AST) -> None:
        if isinstance(node, _COMPREHENSIONS):
            self._comprehension(node)
        else:
            super().generic_visit(node)

    def _comprehension(self, node: Comprehension) -> None:
        self.visit(node.generators[0].iter)  # evaluated around the comprehension
        targets = set().union(*(_bound([generator.target])[0] for generator in node.generators))
        inner: list[ast.AST] = [node.generators[0].target, *node.generators[0].ifs, *node.generators[1:]]
        inner += [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        self._inside(_Scope("comprehension", targets), inner)

    def _function(self, arguments: ast.arguments, body: Iterable[ast.AST], extra: set[str]) -> None:
        body = list(body)
        bound, global_, nonlocal_ = _bound(body)
        local = (bound - global_ - nonlocal_) | {argument.arg for argument in _all_arguments(arguments)} | extra
        self._inside(_Scope("function", local, global_), body)

    def _inside(self, scope: _Scope, body: Iterable[ast.AST]) -> None:
        self._scopes.append(scope)
        self._in_order(*body)
        self._scopes.pop()

    def _in_order(self, *nodes: ast.AST) -> None:
        for node in nodes:
            self.visit(node)

    def _note_in_class(self, name: str) -> None:
        if self._scopes and self._scopes[-1].kind == "class":
            self._scopes[-1].local.add(name)

    def _when_called(self) -> bool:
        return any(scope.kind == "function" for scope in self._scopes)

    def _is_global(self, name: str) -> bool:
        for depth, scope in enumerate(reversed(self._scopes)):
            if scope.kind == "class" and depth:
                continue  # names of a class body are not seen by its methods
            if name in scope.declared_global:
                return True
            if name in scope.local:
                return False
        return True


def _type_parameters(node: ast.AST) -> set[str]:
    """Return the names in the brackets of ``def f[T]`` and ``class C[T]``, from Python 3.12 on."""
    return {parameter.name for parameter in getattr(node, "type_params", [])}
