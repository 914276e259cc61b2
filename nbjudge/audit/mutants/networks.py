"""Mutation operators for networks and their training: what goes wrong with Keras."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import permutations

from nbjudge.audit.mutants.plots import is_wording
from nbjudge.audit.mutants.text import CellText, Edit, called_name, enclosing, parent, renamed

Edits = list[Edit]

# Names that are settings, each with what is easily taken for it.
_SETTINGS = {
    "relu": ("tanh", "linear"),
    "tanh": ("relu", "sigmoid"),
    "sigmoid": ("tanh", "softmax"),
    "softmax": ("sigmoid", "linear"),
    "linear": ("relu",),
    "same": ("valid",),
    "valid": ("same",),
    "adam": ("sgd", "rmsprop"),
    "sgd": ("adam",),
    "mse": ("mae",),
    "mean_squared_error": ("mean_absolute_error",),
    "categorical_crossentropy": ("binary_crossentropy", "mse"),
    "sparse_categorical_crossentropy": ("mse", "categorical_crossentropy"),
    "accuracy": ("mse", "binary_accuracy"),
    "val_loss": ("loss", "val_accuracy"),
    "loss": ("val_loss",),
    "val_accuracy": ("accuracy",),
    "imagenet": ("random",),
}
# Classes and functions, likewise.
_CLASSES = {
    "MaxPooling2D": ("AveragePooling2D",),
    "Dropout": ("GaussianDropout", "SpatialDropout2D"),
    "Flatten": ("GlobalAveragePooling2D",),
    "BatchNormalization": ("LayerNormalization",),
    "Conv2D": ("SeparableConv2D",),
    "GlobalAveragePooling2D": ("Flatten", "GlobalMaxPooling2D"),
    "Adam": ("SGD", "RMSprop"),
    "SparseCategoricalCrossentropy": ("CategoricalCrossentropy",),
    "CategoricalCrossentropy": ("BinaryCrossentropy",),
    "StandardScaler": ("MinMaxScaler", "RobustScaler"),
    "MinMaxScaler": ("StandardScaler", "MaxAbsScaler"),
    "GridSearch": ("RandomSearch",),
    "Ridge": ("LinearRegression",),
}
# Arguments beside the named ones that change what a default setting is.
_BESIDE = {
    "Adam": ("weight_decay=0.1", "beta_1=0.5", "clipnorm=0.01", "epsilon=0.1", "amsgrad=True"),
    "SGD": ("momentum=0.9", "clipnorm=0.01"),
    "SparseCategoricalCrossentropy": ("ignore_class=0",),
    "CategoricalCrossentropy": ("label_smoothing=0.3",),
    "EarlyStopping": ("start_from_epoch=4", "baseline=0.0", "min_delta=0.5", 'mode="max"'),
    "compile": ("loss_weights=[0.1]",),
    "Dense": ('kernel_initializer="zeros"', "use_bias=False", 'kernel_regularizer="l2"'),
    "Conv2D": ("use_bias=False", "strides=2", "dilation_rate=2"),
    "MaxPooling2D": ("strides=1", 'padding="same"'),
    "BatchNormalization": ("scale=False", "momentum=0.0"),
    "fit": (
        *("shuffle=False", "initial_epoch=1", "validation_freq=2", "class_weight={0: 5.0}"),
        *("validation_split=0.5", "steps_per_epoch=1", "batch_size=1000"),
    ),
    "train_test_split": ("shuffle=False",),
}
_NUMPY = '__import__("numpy")'
# Of what is trained with and for: other rows, where something is named.
_OTHER_ROWS = (
    ("", _NUMPY + ".random.default_rng(1).permutation({one})"),
    ("", _NUMPY + ".roll({one}, 1, axis=0)"),
    ("", _NUMPY + ".zeros_like({one})"),
    ("", "{one}[::-1]"),
    ("{one} * 10", ""),
    ("{one} / 10", ""),
    (_NUMPY + ".zeros_like({one})", ""),
    ("{one}[::2]", "{one}[::2]"),
    ("{one}[: len({one}) // 2]", "{one}[: len({one}) // 2]"),
    (_NUMPY + ".concatenate([{one}, {one}])", _NUMPY + ".concatenate([{one}, {one}])"),
)
_OTHER = """\
other = __import__("keras").models.clone_model({model})
other.compile_from_config({model}.get_compile_config())"""
_RECORD = "{{{{name: {other} for name, values in {{record}}.history.items()}}}}"
# Statements before a training, what is trained instead, and statements after it.
_TRAININGS = (
    # Another one is trained, and this one left as it was; or a new one takes its place.
    (_OTHER, "other", ""),
    ("", "", f"{_OTHER}\n{{model}} = other"),
    ("before = {model}.get_weights()", "", "{model}.set_weights(before)"),
    # The record is that of another one; it is compiled otherwise, or takes no steps.
    (_OTHER, "", "{elsewhere}"),
    ('{model}.compile("sgd", "mae")', "", ""),
    ("{model}.optimizer.learning_rate = 0.0", "", ""),
    # It is trained once more; the first layer was frozen; the last one is empty; all is frozen.
    ("", "", "{again}"),
    (
        "{model}.layers[0].trainable = False\n"
        "{model}.compile_from_config({model}.get_compile_config())",
        "",
        "",
    ),
    (
        "",
        "",
        "{model}.layers[-1].set_weights([0 * one for one in {model}.layers[-1].get_weights()])",
    ),
    ("", "", "{model}.trainable = False"),
    # The record is a plain one, in another order, cut off, rounded.
    ("", "", "{record} = {record}.history"),
    ("", "", "{record}.history = " + _RECORD.format(other="sorted(values)[::-1]")),
    ("", "", "{record}.history = " + _RECORD.format(other="values[:-1]")),
    ("", "", "{record}.history = " + _RECORD.format(other="[round(one, 2) for one in values]")),
)
_PARTS = ("train", "val", "test", "validation", "known")
_TRAINS = ("fit", "search")


def setting(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """Another activation, loss, optimizer, padding or metric, by its name."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and not is_wording(node):
        for other in _SETTINGS.get(node.value, ()):
            yield [code.instead(node, f'"{other}"')]


def kind(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """A layer, loss, optimizer or scaler of another class."""
    yield from renamed(code, node, _CLASSES)


def beside(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """A setting beside the named ones."""
    if (name := called_name(node)) in _BESIDE and isinstance(node, ast.Call):
        named = {keyword.arg for keyword in node.keywords}
        for added in _BESIDE[name]:
            if added.partition("=")[0] not in named:
                yield [_with(code, node, added)]


def layer(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """A layer that is left out of a network, or there twice, or frozen."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Call) and len(node.args) == 1:
        given, made = code.of(node.args[0]), code.of(node.func)
        yield [code.instead(node, given)]
        yield [code.instead(node, f"{made}({code.of(node)})")]
    elif called_name(node) == "add" and isinstance(node, ast.Call) and node.args:
        statement = parent(node)
        if isinstance(statement, ast.Expr):
            yield [code.after(statement, code.of(statement))]
    if called_name(node) in ("Dense", "Conv2D") and isinstance(node, ast.Call):
        yield [_with(code, node, "trainable=False")]


def size(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """Much more or less of what is counted, such as units, kernels, epochs and rates."""
    if not isinstance(node, ast.Constant) or not isinstance(parent(node), ast.keyword | ast.Call):
        return
    if isinstance(node.value, float) and node.value:
        yield [code.instead(node, repr(node.value * 10))]
        yield [code.instead(node, "0.0")]
    elif type(node.value) is int and node.value > 3:
        yield [code.instead(node, str(node.value * 2))]
        yield [code.instead(node, str(node.value // 2))]


def data(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """What belongs to one part of the data in the place of another's."""
    if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load):
        return
    if getattr(parent(node), "func", None) is node:
        return
    words = node.id.split("_")
    for part, other in permutations(_PARTS, 2):
        name = "_".join(other if one == part else one for one in words)
        if name != node.id and name in code.names:
            yield [code.instead(node, name)]


def training_data(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """Labels that are shuffled, inputs of another size, fewer rows or more, those held back too."""
    if not isinstance(node, ast.Call) or called_name(node) not in _TRAINS:
        return
    given: dict[str | None, ast.expr] = dict(zip("xy", node.args, strict=False))
    given |= {one.arg: one.value for one in node.keywords}
    if "x" not in given or "y" not in given:
        return
    x, y = given["x"], given["y"]
    for at_x, at_y in _OTHER_ROWS:
        yield [
            code.instead(one, at.format(one=code.of(one)))
            for one, at in ((x, at_x), (y, at_y))
            if at
        ]
    if held_back := given.get("validation_data"):
        yield [code.instead(held_back, f"({code.of(x)}, {code.of(y)})")]
        if isinstance(held_back, ast.Tuple) and len(held_back.elts) == 2:
            both = zip((x, y), held_back.elts, strict=True)
            yield [
                code.instead(one, f"{_NUMPY}.concatenate([{code.of(one)}, {code.of(other)}])")
                for one, other in both
            ]


def training(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """A network that is not the one trained, or is it only in name; a record of something else."""
    if not isinstance(node, ast.Call) or called_name(node) != "fit":
        return
    statement, trained = enclosing(node, ast.stmt), getattr(node.func, "value", None)
    if not isinstance(statement, ast.stmt) or not isinstance(trained, ast.Name):
        return
    again, (start, end) = code.of(statement), code.span(trained)
    start, end = (place - code.span(statement)[0] for place in (start, end))
    names = {"model": trained.id, "again": again, "elsewhere": f"{again[:start]}other{again[end:]}"}
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        names["record"] = statement.targets[0].id
    for before, model, after in _TRAININGS:
        if "{record}" in after and "record" not in names:
            continue
        yield [
            *([code.before(statement, before.format(**names))] if before else []),
            *([code.instead(trained, model)] if model else []),
            *([code.after(statement, after.format(**names))] if after else []),
        ]


def freezing(code: CellText, node: ast.AST) -> Iterator[Edits]:
    """A layer or network that is frozen, or thawed, after all."""
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute):
        target = node.targets[0]
        if target.attr == "trainable":
            yield [code.instead(node.value, f"not ({code.of(node.value)})")]
            yield [code.after(node, f"{code.of(target)} = not {code.of(target)}")]


def _with(code: CellText, call: ast.Call, argument: str) -> Edit:
    """The edit that gives a call one more argument."""
    last = [*call.args, *call.keywords]
    if last:
        end = code.span(max(last, key=lambda one: code.span(one)[1]))[1]
        return Edit(end, end, f", {argument}")
    end = code.span(call)[1] - 1
    return Edit(end, end, argument)


OPERATORS = (*(setting, kind, beside, layer, size, data, training_data, training, freezing),)
