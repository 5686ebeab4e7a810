"""A notebook as one HTML page that opens without a network: formulas are MathML, and no script is loaded."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.release.extra import library

_SECONDS = 600  # for one cell
_QUIET = ["--log-level=ERROR"]  # else the kernel warns, for each notebook, that it talks to this process over TCP

# nbconvert's own page, without what it would fetch from elsewhere: RequireJS, MathJax, Mermaid.
_TEMPLATE = """\
{%- extends 'lab/index.html.j2' -%}
{%- block html_head_js -%}{%- endblock html_head_js -%}
{%- block html_head_js_mathjax -%}{%- endblock html_head_js_mathjax -%}
{%- block html_head_js_mermaidjs -%}{%- endblock html_head_js_mermaidjs -%}
{%- block html_head_css -%}<style>math[display=block] { margin: 1em 0 }</style>{%- endblock html_head_css -%}
"""


def html(notebook: bytes, *, title: str, beside: Mapping[str, bytes] | None = None) -> str:
    """Return a notebook as a page; where it is told what lies `beside` it, run it there first."""
    node = library("nbformat").reads(notebook.decode(), as_version=4)
    if beside is not None:
        _run(node, beside)
    node.cells = [cell for cell in node.cells if "public-checks" not in cell.metadata.get("tags", ())]
    exporter = library("nbconvert").HTMLExporter(raw_template=_TEMPLATE)
    exporter.register_filter("markdown2html", _markdown)
    page, _ = exporter.from_notebook_node(node, resources={"metadata": {"name": title}})
    return str(page)


def _run(node: Any, beside: Mapping[str, bytes]) -> None:
    """Run all cells in a folder that is thrown away; a cell that raises stops it."""
    processors = library("nbconvert.preprocessors")
    with tempfile.TemporaryDirectory() as folder:
        for name, data in beside.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the kernel's own machinery
            runner = processors.ExecutePreprocessor(timeout=_SECONDS, extra_arguments=_QUIET)
            runner.preprocess(node, {"metadata": {"path": folder}})


def _markdown(text: str) -> str:
    """Return Markdown as HTML, each formula as MathML."""
    mistune = library("nbconvert.filters.markdown_mistune")
    convert = library("latex2mathml.converter").convert

    class Renderer(mistune.IPythonRenderer):  # type: ignore[misc, name-defined]  # nbconvert ships no types
        def inline_math(self, body: str) -> str:
            return str(convert(body))

        def block_math(self, body: str) -> str:
            return str(convert(body, display="block"))

        def latex_environment(self, name: str, body: str) -> str:
            return str(convert(f"\\begin{{{name}}}{body}\\end{{{name}}}", display="block"))

    return str(mistune.MarkdownWithMath(renderer=Renderer(escape=False)).render(text))
