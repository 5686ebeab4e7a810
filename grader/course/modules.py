"""The modules of a course as syntax trees: what each defines and imports. Nothing is executed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from grader.errors import CourseError
from grader.scopes import global_names, names_of

PACKAGES = ("assignments", "reference")
Import = ast.Import | ast.ImportFrom


@dataclass(frozen=True, slots=True)
class Symbol:
    """A name of a module of the course; with `name` empty, the module itself."""

    module: str
    name: str


@dataclass(frozen=True, slots=True)
class External:
    """What an import from outside of the course binds: ``import module as alias`` or ``from module import name``."""

    module: str
    name: str  # empty: the module itself
    alias: str

    def statement(self, alias: str) -> str:
        """Return the import that binds it to `alias`."""
        if self.name:
            return f"from {self.module} import {self.name}" + (f" as {alias}" if alias != self.name else "")
        if alias == self.module.partition(".")[0]:
            return f"import {self.module}"
        return f"import {self.module} as {alias}"


@dataclass(frozen=True, slots=True)
class Use:
    """A name in a statement, and the attributes that are taken of it: ``a``, then ``a.b``, then ``a.b.c``."""

    name: ast.Name
    attributes: tuple[ast.Attribute, ...]


@dataclass(slots=True)
class Module:
    """One file of the course."""

    name: str
    path: Path
    lines: list[str]
    body: list[ast.stmt]  # with what stands under `if TYPE_CHECKING` taken out of it
    future: bool  # annotations are not evaluated
    imports: dict[str, Symbol | External] = field(default_factory=dict)
    _definitions: dict[str, list[int]] | None = None
    _uses: dict[int, list[Use]] = field(default_factory=dict)

    @property
    def definitions(self) -> dict[str, list[int]]:
        """Name -> the statements, imports excepted, that bind or change it."""
        if self._definitions is None:
            self._definitions = {}
            for index, node in enumerate(self.body):
                if not isinstance(node, (ast.Import, ast.ImportFrom)):
                    names = names_of(node)
                    for bound in sorted(names.binds | names.mutates):
                        self._definitions.setdefault(bound, []).append(index)
        return self._definitions

    def uses(self, index: int) -> list[Use]:
        """Return where a statement names something of the module."""
        if index not in self._uses:
            node = self.body[index]
            around = {id(inner.value): inner for inner in ast.walk(node) if isinstance(inner, ast.Attribute)}
            self._uses[index] = [Use(name, _attributes(name, around)) for name in global_names(node)]
        return self._uses[index]

    def text(self, index: int) -> str:
        """Return the source of one statement."""
        node = self.body[index]
        decorators: list[ast.expr] = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
        return "\n".join(self.lines[first - 1 : node.end_lineno])


class CourseModules:
    """All modules below a course folder, each read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[str, Module | None] = {}

    def find(self, name: str) -> Module | None:
        """Return the module with this dotted name, or None if the course has none."""
        if name not in self._read:
            path = self._path(name)
            self._read[name] = self._parse(name, path) if path else None
        return self._read[name]

    def get(self, name: str) -> Module:
        """Return a module that must exist."""
        module = self.find(name)
        if module is None:
            raise CourseError(f"{name}: the course has no such module in {self._root}")
        return module

    def imported_by(self, node: ast.AST, module: str) -> Iterator[Symbol]:
        """Yield what an import statement of `module` takes from the course: modules, or names of modules."""
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.partition(".")[0] in PACKAGES:
                    yield Symbol(self.get(alias.name).name, "")
        elif isinstance(node, ast.ImportFrom):
            base = self._base(node, module)
            if base.partition(".")[0] in PACKAGES:
                for alias in node.names:
                    is_module = self.find(f"{base}.{alias.name}") is not None
                    yield Symbol(f"{base}.{alias.name}", "") if is_module else Symbol(self.get(base).name, alias.name)

    def _path(self, name: str) -> Path | None:
        parts = name.split(".")
        if parts[0] not in PACKAGES:
            return None
        stem = self._root.joinpath(*parts)
        places = (stem.with_name(stem.name + ".py"), stem / "__init__.py")
        return next((path for path in places if path.is_file()), None)

    def _parse(self, name: str, path: Path) -> Module:
        try:
            source = path.read_text(encoding="utf-8")
            body = list(_without_type_checking(ast.parse(source).body))
        except (SyntaxError, UnicodeDecodeError) as error:
            raise CourseError(f"{path.relative_to(self._root).as_posix()}: it must be Python: {error}") from None
        future = any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in body)
        module = Module(name, path, source.split("\n"), body, future)
        for node in body:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                module.imports |= self._imports(node, module)
        return module

    def _imports(self, node: Import, module: Module) -> dict[str, Symbol | External]:
        found: dict[str, Symbol | External] = {}
        own = list(self.imported_by(node, module.name))
        for number, alias in enumerate(node.names):
            bound = alias.asname or (alias.name if isinstance(node, ast.ImportFrom) else alias.name.partition(".")[0])
            if alias.name == "*":
                raise CourseError(f"{module.name}, line {node.lineno}: import names one by one, not with a star")
            if own:
                whole = isinstance(node, ast.Import) and not alias.asname
                found[bound] = Symbol(bound, "") if whole else own[number]
            elif isinstance(node, ast.ImportFrom):
                found[bound] = External(node.module or "", alias.name, bound)
            else:
                found[bound] = External(alias.name, "", bound)
        return found

    def _base(self, node: ast.ImportFrom, module: str) -> str:
        """Return the dotted name of the module that a from-import names, relative ones resolved."""
        if not node.level:
            return node.module or ""
        path = self._path(module)
        parts = module.split(".")
        package = parts if path and path.name == "__init__.py" else parts[:-1]
        package = package[: len(package) - node.level + 1]
        return ".".join([*package, *([node.module] if node.module else [])])


def _attributes(node: ast.expr, around: dict[int, ast.Attribute]) -> tuple[ast.Attribute, ...]:
    found: list[ast.Attribute] = []
    while id(node) in around:
        node = around[id(node)]
        found.append(node)
    return tuple(found)


@lru_cache(maxsize=8)
def modules_of(root: Path, content: str) -> CourseModules:
    """Return the modules of a course folder, read once for each state of its files, which `content` stands for."""
    return CourseModules(root)


def _without_type_checking(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            yield from node.body
        else:
            yield node
