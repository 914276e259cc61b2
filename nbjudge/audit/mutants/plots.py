"""Mutation operators for figures: what goes wrong with Matplotlib and seaborn."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nbjudge.audit.mutants.text import CellText, Edit, called_name, parent, renamed

Edits = list[Edit]

_KINDS = {
    "plot": ("scatter",),
    "scatter": ("plot",),
    "lineplot": ("scatterplot",),
    "scatterplot": ("lineplot",),
    "bar": ("plot", "barh"),
    "barh": ("bar",),
    "heatmap": ("clustermap",),
    "pairplot": ("jointplot",),
    "pcolormesh": ("contour",),
    "imshow": ("matshow",),
    "axhline": ("axvline",),
    "set_xlabel": ("set_ylabel",),
    "set_ylabel": ("set_xlabel",),
    "xlabel": ("ylabel",),
    "ylabel": ("xlabel",),
}
_TEXTS = {"title", "set_title", "suptitle", "xlabel", "ylabel", "set_xlabel", "set_ylabel"}
_DRAWS = _KINDS.keys() - _TEXTS
# Calls that may stand in any order, and texts that are worded as anybody likes.
DRAWN = (
    _DRAWS | _TEXTS | {"set", "legend", "show", "grid", "axvline", "hist", "text", "tight_layout"}
)


def is_wording(node: ast.AST) -> bool:
    """Whether a text is a title or the label of an axis."""
    above = parent(node)
    if isinstance(above, ast.keyword):
        return above.arg in ("title", "xlabel", "ylabel") and called_name(parent(above)) in DRAWN
    return called_name(above) in _TEXTS


def plot_kind(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """Another kind of drawing, or the label of the other axis."""
    yield from renamed(code, node, _KINDS)


def plotted(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """Other data in a drawing: upside down, in another order, or fewer."""
    if called_name(node) in _DRAWS and isinstance(node, ast.Call) and node.args:
        last = node.args[-1]
        if not isinstance(last, ast.Constant):
            yield [code.instead(last, f"{code.of(last)}[::-1]")]
        if len(node.args) > 1 and not any(isinstance(one, ast.Starred) for one in node.args[:2]):
            yield code.exchanged(*node.args[:2])


def legend(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """A legend or a label that is missing, or one that names the series wrongly."""
    if called_name(node) == "legend" and isinstance(node, ast.Call):
        if isinstance(statement := parent(node), ast.Expr):
            yield [code.instead(statement, "pass")]
        if not node.args:
            axes = code.of(node.func).rpartition(".")[0]
            if axes in ("plt", "pyplot"):
                axes = "plt.gca()"
            turned = f"[t for t in {axes}.get_legend_handles_labels()[1]][::-1]"
            yield [code.instead(node, f"{axes}.legend({turned})")]


OPERATORS = (plot_kind, plotted, legend)
