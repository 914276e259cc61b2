"""Each mutation operator, on a line of Python."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import pytest

from nbjudge.audit.mutants import (
    OPERATORS,
    functions,
    mutants,
    networks,
    plain,
    plots,
    statements,
    values,
)
from nbjudge.audit.mutants.text import CellText


def made(operator: Callable[..., object], text: str, names: tuple[str, ...] = ()) -> list[str]:
    """What an operator makes of a text."""
    code = CellText(text, range(text.count("\n") + 1), names)
    return [
        code.edited(edits)
        for node in code.nodes()
        for edits in operator(code, node)  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize(
    ("operator", "text", "expected"),
    [
        (plain.arithmetic, "y = a + b", ["y = a - b"]),
        (plain.arithmetic, "y = (a * b) ** c", ["y = (a * b) * c", "y = (a / b) ** c"]),
        (plain.arithmetic, "n += 1", ["n -= 1"]),
        (plain.operand, "y = a - b", ["y = (a)", "y = (b)"]),
        (plain.comparison, "y = a < b", ["y = a <= b", "y = a > b"]),
        (plain.comparison, "y = a not in b", ["y = a in b"]),
        (
            statements.condition,
            "y = a if b else c",
            ["y = a if not (b) else c", "y = a if False else c"],
        ),
        (statements.condition, "y = a and b", ["y = a or b"]),
        (statements.condition, "y = [a for a in b if c]", ["y = [a for a in b if True]"]),
        (plain.constant, "x = 3", ["x = 4", "x = 2"]),
        (plain.constant, "x = True", ["x = False"]),
        (plain.constant, "x = 0.5", ["x = 1.0", "x = 0.05", "x = -0.5"]),
        (plain.sign, "exp(-x)", ["exp((x))"]),
        (plain.word, "a = 'B'", ['a = "A"', 'a = "C"']),
        (plain.word, "f('one', 'two')", ["f('two', 'two')", "f('one', 'one')"]),
        (plain.word, "a = 'XOR'", ["a = 'XO'"]),
        (statements.statement, "f(x)", ["pass"]),
        (statements.statement, "x = 1", []),
        (statements.statement, "x = 1\nx = x + 1", ["x = 1\npass"]),
        (statements.order, "f()\ng()", ["g()\nf()"]),
        (statements.order, "a = b\nc = a", ["c = a\na = b"]),
        (statements.order, "a[0] = b\nc = a", ["c = a\na[0] = b"]),
        (statements.order, "a = b\ndef f(a):\n    return a", 0),
        (statements.order, "a = f(1)\nb = f(2)", 0),
        (statements.order, "axes.plot(x)\naxes.set_title(y)", 0),
        (statements.loop, "for a in b:\n    c()", ["for a in b:\n    c()\n    break"]),
        (plain.arguments, "f(a, b)", ["f(b, a)"]),
        (plain.arguments, "f(a, b=1, c=2)", ["f(a, c=2)", "f(a, b=1)", "f(a, b=2, c=1)"]),
        (plain.function, "y = x.mean()", ["y = x.median()", "y = x.sum()"]),
        (plain.function, "y = np.abs(x)", ["y = (x)", "y = np.sqrt(x)", "y = np.square(x)"]),
        (plain.function, "print(x)", 0),
        (plain.method, "t = table.dropna()", ["t = table"]),
        (plain.method, "axes.set_title()", 0),
        (plain.element, "y = [a, b]", ["y = [b, a]", "y = [b]", "y = [a]"]),
        (plain.element, "y = {a, b}", ["y = {b}", "y = {a}"]),
        (plain.arguments, "np.maximum(a, b)", 0),
        (plain.arguments, "f(1, True)", 0),
        (plain.arguments, "legend(loc=1)", 0),
        (plain.word, "axes.set_title('a')", 0),
        (plain.constant, "linspace(a, b, 100)", 0),
        (plain.element, "y = {'a': 1, 'b': 2}", ["y = {'a': 2, 'b': 1}"]),
        (plain.bounds, "y = x[a:]", ["y = x[a + 1:]", "y = x[a - 1:]"]),
        (plain.bounds, "range(n)", ["range(n + 1)", "range(n - 1)"]),
        (networks.setting, 'figure.set(ylabel="loss")', 0),
        (networks.setting, "Dense(3, activation='relu')", 2),
        (networks.kind, "keras.layers.MaxPooling2D(2)", ["keras.layers.AveragePooling2D(2)"]),
        (networks.beside, "SGD(0.5)", ["SGD(0.5, momentum=0.9)", "SGD(0.5, clipnorm=0.01)"]),
        (networks.layer, "x = Flatten()(y)", ["x = y", "x = Flatten()(Flatten()(y))"]),
        (networks.size, "Dense(10)", ["Dense(20)", "Dense(5)"]),
        (networks.freezing, "m.trainable = False", 2),
        (plots.plot_kind, "axes.bar(a, b)", ["axes.plot(a, b)", "axes.barh(a, b)"]),
        (plots.plotted, "plt.plot(a, b)", ["plt.plot(a, b[::-1])", "plt.plot(b, a)"]),
        (plots.legend, "plt.legend()", 2),
        (statements.statement, "print(x)", 0),
        (plain.arguments, "table.head(n=1)", 0),
        (plain.constant, "table[0] + 1", 0),
        (values.iteration, "for a in b:\n    c()", ["for a in list(b)[1:]:\n    c()"]),
        (values.iteration, "y = [a for a in b for c in d]", 6),
        (
            values.entry,
            "y = {a: f(a) for a in b}",
            ["y = {str(a): f(a) for a in b}", "y = {f(a): a for a in b}"],
        ),
        (values.named, "a = f(b)", ["a = str(f(b))"]),
        (values.named, "a = 'b'", 0),
        (values.named, "def f(b):\n    a = b", 0),
    ],
    ids=lambda one: getattr(one, "__name__", None),
)
def test_an_operator_makes_its_mutants(
    operator: Callable[..., object], text: str, expected: list[str] | int
) -> None:
    """Each with one change, in the order of the text."""
    found = made(operator, text)
    assert (len(found) if isinstance(expected, int) else found[: len(expected)]) == expected
    if isinstance(expected, list) and not expected:
        assert found == []


def test_data_of_another_part_have_to_be_there() -> None:
    """A name that nothing has would fail whatever the tests say."""
    assert made(networks.data, "fit(x_train)", ("x_train", "x_test")) == ["fit(x_test)"]


def test_a_function_of_the_notebook_is_given_something_else() -> None:
    """One that it does not define may need anything."""
    names = ("train", "validation", "x")
    assert "train(x[1:], 3)" in made(values.passed, "train(x, 3)", names)
    assert made(values.passed, "evaluate(x)", names) == []
    assert made(networks.data, "train(x)", names) == []


def test_a_loop_goes_on_with_the_first_result() -> None:
    """Nothing is kept where there is no loop."""
    found = made(values.repeated, "y = [f(x) for x in z]", ("f",))
    assert found == ["kept = {}\ny = [kept.setdefault(0, f(x)) for x in z]"]
    given: dict[str, Any] = {"f": lambda x: x, "z": [3, 4, 5]}
    exec(found[0], given)
    assert given["y"] == [3, 3, 3]
    assert made(values.repeated, "y = f(x)", ("f",)) == []


def test_a_training_is_of_another_network_or_with_other_data() -> None:
    """All of it stays Python, at the depth of the statement."""
    text = (
        "def train(model):\n    history = model.fit(x, y, validation_data=(a, b))\n    return model"
    )
    found = made(networks.training, text) + made(networks.training_data, text)
    assert len(set(found)) == len(found) > 15
    for one in found:
        ast.parse(one)
    assert any("other.fit(x, y" in one for one in found)
    assert any("concatenate([x, a])" in one for one in found)


def test_a_function_is_wrong_as_a_whole() -> None:
    """After its definition, by the same name."""
    values: dict[str, object] = {}
    found = made(functions.result, "def f(x):\n    return x")
    exec(found[0], values)
    first = values["f"]
    assert callable(first)
    assert [first(1), first(2)] == [1, 1]
    (changing,) = made(functions.in_place, "def f(x):\n    return sum(x)")
    exec(changing, values)
    given = [1, 2]
    again = values["f"]
    assert callable(again)
    assert again(given) == 3
    assert given == [1, 2, 1, 2]


@pytest.mark.parametrize(
    ("fault", "harmless", "harmful"),
    [("round(", 3, 0.25), ("str(right", "three", 3), ("__imul__", "three", [3])],
    ids=["rounded", "text", "in place"],
)
def test_a_probe_tells_what_does_nothing(fault: str, harmless: object, harmful: object) -> None:
    """It fails where the fault does something to a result, or to an argument."""
    text = "def f(x):\n    return x"
    found = mutants("cell", text, range(2), (), 100)
    (probe,) = [one.probe for one in found if fault in one.text]
    values: dict[str, Any] = {}
    exec(probe, values)
    assert values["f"](harmless) == harmless
    with pytest.raises((IndexError, ZeroDivisionError)):
        values["f"](harmful)


def test_only_the_solution_is_changed() -> None:
    """What students are given, what is printed and how something looks stay as they are."""
    text = "a = 1\nb = 2\nprint(3)\nplt.plot(x, lw=4)"
    for one in mutants("cell", text, [1, 2, 3], (), 100):
        assert one.text.startswith("a = 1\n")
        assert "print(3)" in one.text or "pass" in one.text
        assert "lw=4" in one.text or "lw" not in one.text


def test_mutants_are_always_the_same_ones_and_of_all_kinds() -> None:
    """At most so many, none twice; a cell of no Python has none."""
    text = "def f(x, n):\n    return 1 / (n + x) if n > 2 else max(x, n)"
    all_ = mutants("cell", text, range(2), (), 1000)
    few = mutants("cell", text, range(2), (), 10)
    assert few == all_[:10] == mutants("cell", text, range(2), (), 10)
    assert len({one.text for one in all_}) == len(all_)
    assert len({one.operator for one in few}) > 6
    assert mutants("cell", "%matplotlib inline\n1 +", range(2), (), 10) == []


def test_a_mutant_says_what_is_different() -> None:
    """By a name that depends on nothing else."""
    (one, _) = mutants("cell", "x = 3", range(1), (), 2)
    assert {"-x = 3", "+x = 4"} <= set(one.diff().split("\n")) or "+x = 2" in one.diff()
    assert one.key == mutants("cell", "x = 3", range(1), (), 1)[0].key


def test_characters_of_several_bytes_are_counted_as_one() -> None:
    """Python tells columns in bytes."""
    assert made(plain.constant, 'name = "Größe"; size = 3')[0] == 'name = "Größe"; size = 4'


def test_each_operator_has_a_name_of_its_own() -> None:
    """By which mutants are listed."""
    names = [operator.__name__ for operator in OPERATORS]
    assert len(set(names)) == len(names)
