"""Which error reasons the source of the server can answer, and where: found by reading it, not by remembering.

A class of errors.py is answered by a module that makes one, and by every module that imports such a module. What the
pipeline makes, or what stands behind it, may be the answer of every method; the rest belongs to single services.

Known limit: by service, not by method; and a class that is made only to be caught would count too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from agenthall_server import errors

SOURCE = Path(errors.__file__).parent
_PIPELINE = ("interceptors.py", "committer.py")


def of_every_method() -> set[str]:
    """Reasons that the pipeline and the write path answer for any method."""
    return made_in(_with_imports(SOURCE / name for name in _PIPELINE))


def of_service(area: str) -> set[str]:
    """Reasons that only the methods of this folder's service, and of others like it, answer."""
    return made_in(_with_imports((SOURCE / area).glob("*.py"))) - of_every_method()


def made_in(files: Iterable[Path]) -> set[str]:
    """Reasons of the errors that these files make."""
    known = {kind.__name__: kind for kind in classes()}
    names = {name for file in files if file.name != "errors.py" for name in _called(_tree(file))}
    return {known[name].reason for name in names & known.keys()}


def classes() -> list[type[errors.AgenthallError]]:
    """The error classes that are raised; those with subclasses only group others."""

    def below(kind: type[errors.AgenthallError]) -> Iterator[type[errors.AgenthallError]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    return [kind for kind in below(errors.AgenthallError) if not kind.__subclasses__()]


def _called(tree: ast.Module) -> Iterator[str]:
    """Names of what is called: `Name(...)`, `module.Name(...)` and `Name.of(...)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            target = node.func
            if isinstance(target, ast.Attribute) and target.attr == "of":
                target = target.value
            yield target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def _with_imports(start: Iterable[Path]) -> set[Path]:
    """These files and all of ours that they import, directly or not."""
    found: set[Path] = set()
    waiting = list(start)
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += _imported(file)
    return found


def _imported(file: Path) -> Iterator[Path]:
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(SOURCE.name):
            parts = (node.module or "").split(".")[1:]
            yield from (module for one in node.names for module in _files_of([*parts, one.name]))
            yield from _files_of(parts)


def _files_of(parts: list[str]) -> Iterator[Path]:
    """The file of a module's name, none where it is something inside a module."""
    candidates = (SOURCE.joinpath(*parts, "__init__.py"), SOURCE.joinpath(*parts).with_suffix(".py"))
    yield from (file for file in candidates if file.is_file())


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))
