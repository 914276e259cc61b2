"""Values of many types, by kind: how students make each, and the check that is to see it.

One notebook of them is decided twice, from copies and among the values themselves: see
`test_agreement`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """Values of one kind: what they need first, the check of a `value`, and the values by name."""

    setup: str
    check: str
    values: Mapping[str, str]


NUMBER = Kind(
    """\
import array, collections, dataclasses, decimal, enum, fractions, statistics
import keras, numpy as np, pandas as pd, tensorflow as tf

Point = collections.namedtuple("Point", "x")


@dataclasses.dataclass
class Record:
    x: float = 3.0


class Level(enum.IntEnum):
    THREE = 3
""",
    'check_number({value}, 3, name="value")',
    {
        "int": "3",
        "float": "3.0",
        "bool": "True",
        "complex": "3 + 0j",
        "text": '"3"',
        "bytes": 'b"3"',
        "fraction": "fractions.Fraction(3, 1)",
        "decimal": 'decimal.Decimal("3")',
        "int_enum": "Level.THREE",
        "nothing": "None",
        "nan": 'float("nan")',
        "huge_int": "3 * 10**400",
        "list_of_one": "[3]",
        "tuple_of_one": "(3,)",
        "set_of_one": "{3}",
        "named_tuple": "Point(3)",
        "data_class": "Record()",
        "generator": "(x for x in [3])",
        "array_module": 'array.array("d", [3])',
        "float16": "np.float16(3)",
        "float32": "np.float32(3)",
        "longdouble": "np.longdouble(3)",
        "int8": "np.int8(3)",
        "uint64": "np.uint64(3)",
        "numpy_bool": "np.True_",
        "zero_dimensions": "np.array(3)",
        "array_of_one": "np.array([3])",
        "matrix_of_one": "np.array([[3.0]])",
        "object_array": "np.array(3, dtype=object)",
        "masked": "np.ma.masked_array(3, mask=False)",
        "masked_away": "np.ma.masked",
        "big_endian": 'np.array(3, dtype=">f8")',
        "timedelta64": 'np.timedelta64(3, "D")',
        "series_of_one": "pd.Series([3])",
        "item_of_series": "pd.Series([3, 4]).iloc[0]",
        "nullable": 'pd.array([3], dtype="Int64")[0]',
        "missing": "pd.NA",
        "no_time": "pd.NaT",
        "timestamp": "pd.Timestamp(3)",
        "timedelta": "pd.Timedelta(3)",
        "constant": "tf.constant(3)",
        "constant_of_one": "tf.constant([3.0])",
        "variable": "tf.Variable(3.0)",
        "bfloat16": "tf.constant(3, dtype=tf.bfloat16)",
        "text_tensor": 'tf.constant("3")',
        "keras_variable": "keras.Variable(3.0)",
        "keras_result": "keras.ops.sum([1, 2])",
        "symbolic": "keras.Input((3,))",
        "type": "int",
        "module": "statistics",
        "function": "abs",
        "lambda": "lambda: 3",
    },
)
ARRAY = Kind(
    """\
import array, collections
import keras, numpy as np, pandas as pd, tensorflow as tf
import scipy.sparse
from sklearn.datasets import load_iris
from sklearn.preprocessing import OneHotEncoder

x = np.array([[1.0, 2.0], [3.0, 4.0]])
frame = pd.DataFrame(x, columns=["a", "b"])


class Subclass(np.ndarray):
    pass
""",
    'check_values({value}, [[1, 2], [3, 4]], name="value")',
    {
        "lists": "[[1, 2], [3, 4]]",
        "tuples": "((1, 2), (3, 4))",
        "ranges": "[range(1, 3), range(3, 5)]",
        "ragged": "[[1, 2], [3]]",
        "deque": "collections.deque([[1, 2], [3, 4]])",
        "arrays_in_a_list": "[x[0], x[1]]",
        "values_of_a_dictionary": '{"a": [1, 2], "b": [3, 4]}.values()',
        "map": "map(list, x)",
        "zip": "zip([1, 3], [2, 4])",
        "memory": "memoryview(x)",
        "float64": "x",
        "float16": "x.astype(np.float16)",
        "int8": "x.astype(np.int8)",
        "complex": "x.astype(complex)",
        "texts": "x.astype(str)",
        "objects": "x.astype(object)",
        "columns_first": "np.asfortranarray(x)",
        "strided": "np.repeat(x, 2, axis=0)[::2]",
        "backwards": "x[::-1][::-1]",
        "read_only": "np.broadcast_to(x, (2, 2))",
        "big_endian": 'x.astype(">f4")',
        "matrix": "np.matrix(x)",
        "subclass": "x.view(Subclass)",
        "masked": "np.ma.masked_array(x)",
        "partly_masked": "np.ma.masked_array(x, mask=x > 3)",
        "structured": "np.zeros(2, dtype=[('a', float), ('b', float)])",
        "records": "frame.to_records()",
        "other_shape": "x.ravel()",
        "three_dimensions": "x[None]",
        "frame": "frame",
        "frame_of_texts": "frame.astype(str)",
        "frame_of_nullable": 'frame.astype("Int64")',
        "frame_of_floats": 'frame.astype("Float64")',
        "frame_of_arrow": 'frame.astype("float64[pyarrow]")',
        "frame_of_categories": 'frame.astype("category")',
        "sparse_frame": "pd.DataFrame.sparse.from_spmatrix(scipy.sparse.csr_matrix(x))",
        "frame_with_levels": 'pd.concat({"a": frame})',
        "styled": "frame.style",
        "csr": "scipy.sparse.csr_matrix(x)",
        "coo": "scipy.sparse.coo_array(x)",
        "one_hot": "OneHotEncoder().fit_transform(frame)",
        "bunch": "load_iris()",
        "bunch_data": "load_iris().data[:2, :2]",
        "tensor": "tf.constant(x)",
        "int_tensor": "tf.constant([[1, 2], [3, 4]])",
        "variable": "tf.Variable(x)",
        "ragged_tensor": "tf.ragged.constant([[1, 2], [3, 4]])",
        "sparse_tensor": "tf.sparse.from_dense(x)",
        "bfloat16": "tf.cast(x, tf.bfloat16)",
        "keras_variable": "keras.Variable(x)",
        "keras_result": "keras.ops.transpose(keras.ops.transpose(x))",
        "dataset": "tf.data.Dataset.from_tensor_slices(x)",
        "numpy_of_a_tensor": "tf.constant(x).numpy()",
    },
)
LABELS = Kind(
    """\
import collections
import numpy as np, pandas as pd, tensorflow as tf

words = ["a", "b", "a"]
""",
    'check_labels({value}, ["a", "b", "a"], name="value")',
    {
        "list": "words",
        "tuple": "tuple(words)",
        "text": '"aba"',
        "bytes": '[b"a", b"b", b"a"]',
        "array": "np.array(words)",
        "objects": "np.array(words, dtype=object)",
        "string_dtype": "np.array(words, dtype=np.dtypes.StringDType())",
        "series": "pd.Series(words)",
        "index": "pd.Index(words)",
        "shifted_series": "pd.Series(words, index=[5, 6, 7])",
        "categorical": "pd.Categorical(words)",
        "category_series": 'pd.Series(words, dtype="category")',
        "string_series": 'pd.Series(words, dtype="string")',
        "arrow_series": 'pd.Series(words, dtype="string[pyarrow]")',
        "with_a_missing_one": 'pd.Series(["a", "b", None])',
        "tensor": "tf.constant(words)",
        "column": "pd.DataFrame({'w': words})",
        "counter": "collections.Counter(words)",
        "keys": "dict.fromkeys(words).keys()",
    },
)
TABLE = Kind(
    """\
import numpy as np, pandas as pd

columns = {"name": ["x", "y"], "size": [1.5, 2.5], "count": [1, 2]}
frame = pd.DataFrame(columns)
""",
    """\
import pandas as pd
check_table({value}, pd.DataFrame({{"name": ["x", "y"], "size": [1.5, 2.5], "count": [1, 2]}}), \
name="value")""",
    {
        "frame": "frame",
        "other_order": 'frame[["count", "name", "size"]]',
        "categories": 'frame.astype({"name": "category"})',
        "strings": 'frame.astype({"name": "string"})',
        "arrow": 'frame.convert_dtypes(dtype_backend="pyarrow")',
        "nullable": "frame.convert_dtypes()",
        "objects": "frame.astype(object)",
        "index_of_names": 'frame.set_index("name")',
        "levels": 'frame.set_index(["name", "count"])',
        "reset": 'frame.set_index("name").reset_index()',
        "column_levels": "pd.concat({'a': frame}, axis=1)",
        "filtered": 'frame[frame["size"] > 0]',
        "dictionary": "columns",
        "records": 'frame.to_dict("records")',
        "array": "frame.to_numpy()",
        "structured": "frame.to_records(index=False)",
        "group_by": 'frame.groupby("name")',
        "grouped": 'frame.groupby("name", as_index=False).sum()[["name", "size", "count"]]',
        "melted": 'frame.melt(id_vars="name")',
        "series": 'frame["size"]',
        "styled": "frame.style",
        "empty": "frame.iloc[:0]",
        "dates": 'frame.assign(size=pd.to_datetime(["2020-01-01", "2020-01-02"]))',
    },
)
MODEL = Kind(
    """\
import keras, numpy as np, tensorflow as tf
from keras import layers
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def chain(*stages):
    return keras.Sequential([keras.Input((4,)), *stages])


def functional(outputs):
    inputs = keras.Input((4,))
    return keras.Model(inputs, outputs(inputs))


def shared():
    inputs, same = keras.Input((4,)), layers.Dense(4)
    return keras.Model(inputs, layers.Dense(3)(same(same(inputs))))


def branches():
    inputs = keras.Input((4,))
    both = layers.Concatenate()([layers.Dense(2)(inputs), layers.Dense(2)(inputs)])
    return keras.Model(inputs, layers.Dense(3)(both))


def several(inputs=1, outputs=1):
    made = [keras.Input((4,)) for _ in range(inputs)]
    both = layers.Add()(made) if inputs > 1 else made[0]
    return keras.Model(made, [layers.Dense(3)(both) for _ in range(outputs)])


def changed(model, change):
    change(model)
    return model


class Doubled(layers.Layer):
    def call(self, x):
        return 2 * x


@keras.saving.register_keras_serializable("agreement")
class Known(layers.Layer):
    def call(self, x):
        return 2 * x


class Network(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = layers.Dense(3)

    def call(self, x):
        return self.dense(x)


def own_activation(x):
    return x / 2


def saved(model):
    model.save("model.keras")
    return keras.saving.load_model("model.keras")
""",
    """\
check_output_shape({value}, (3,), name="value")
check_parameter_count({value}, 15, name="value")""",
    {
        "sequential": "chain(layers.Dense(3))",
        "functional": "functional(layers.Dense(3))",
        "nested": "chain(chain(layers.Dense(3)))",
        "nested_functional": "functional(chain(layers.Dense(3)))",
        "shared": "shared()",
        "branches": "branches()",
        "two_inputs": "several(inputs=2)",
        "two_outputs": "several(outputs=2)",
        "own_layer": "chain(Doubled(), layers.Dense(3))",
        "registered_layer": "chain(Known(), layers.Dense(3))",
        "subclassed": "Network()",
        "subclassed_and_built": "changed(Network(), lambda model: model(np.ones((1, 4))))",
        "lambda_layer": "chain(layers.Lambda(lambda x: x * 2), layers.Dense(3))",
        "own_activation": "chain(layers.Dense(3, activation=own_activation))",
        "layer_as_activation": "chain(layers.Dense(3, activation=layers.LeakyReLU()))",
        "operation": "functional(lambda x: layers.Dense(3)(x) * 2)",
        "not_built": "keras.Sequential([layers.Dense(3)])",
        "built_late": "changed(keras.Sequential([layers.Dense(3)]), lambda m: m.build((None, 4)))",
        "called_late": "changed(keras.Sequential([layers.Dense(3)]), lambda m: m(np.ones((2, 4))))",
        "quantized": 'changed(chain(layers.Dense(3)), lambda model: model.quantize("int8"))',
        "half_precision": 'chain(layers.Dense(3, dtype="mixed_float16"))',
        "float64": 'chain(layers.Dense(3, dtype="float64"))',
        "regularized": 'chain(layers.Dense(3, kernel_regularizer="l2"))',
        "frozen": "chain(layers.Dense(3, trainable=False))",
        "low_rank": "changed(chain(layers.Dense(3)), lambda m: m.layers[0].enable_lora(1))",
        "compiled": 'changed(chain(layers.Dense(3)), lambda model: model.compile("sgd", "mse"))',
        "own_loss": "changed(chain(layers.Dense(3)), lambda m: m.compile('sgd', own_activation))",
        "trained": "changed(changed(chain(layers.Dense(3)), lambda m: m.compile('sgd', 'mse')),"
        " lambda m: m.fit(np.ones((4, 4)), np.ones((4, 3)), verbose=0))",
        "loaded": "saved(chain(layers.Dense(3)))",
        "cloned": "keras.models.clone_model(chain(layers.Dense(3)))",
        "recurrent": "keras.Sequential([keras.Input((5, 4)), layers.SimpleRNN(3)])",
        "convolution": "keras.Sequential([keras.Input((4, 1)), layers.Conv1D(3, 4),"
        " layers.Flatten()])",
        "layer": "layers.Dense(3)",
        "layers": "[keras.Input((4,)), layers.Dense(3)]",
        "class": "Network",
        "regression": "LinearRegression().fit(np.ones((3, 4)), np.ones((3, 3)))",
        "pipeline": "make_pipeline(StandardScaler(), LinearRegression())",
        "function": "lambda x: x",
        "none": "None",
    },
)
HISTORY = Kind(
    """\
import keras, numpy as np, pandas as pd

model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
model.compile("sgd", "mse", metrics=["mae"])
history = model.fit(np.ones((8, 2)), np.ones(8), epochs=3, verbose=0)
log = keras.callbacks.CSVLogger("log.csv")
model.fit(np.ones((8, 2)), np.ones(8), epochs=3, verbose=0, callbacks=[log])
""",
    'check_history({value}, epochs=3, keys=["loss", "mae"], name="value")',
    {
        "history": "history",
        "dictionary": "history.history",
        "frame": "pd.DataFrame(history.history)",
        "log": 'pd.read_csv("log.csv")',
        "lists_of_arrays": "{k: np.array(v) for k, v in history.history.items()}",
        "losses": 'history.history["loss"]',
        "model": "model",
        "shorter": "{k: v[:2] for k, v in history.history.items()}",
        "none": "None",
    },
)
FIGURE = Kind(
    """\
import matplotlib.pyplot as plt, numpy as np, pandas as pd, seaborn as sns
from sklearn.metrics import ConfusionMatrixDisplay, RocCurveDisplay

x = np.array([0.0, 1.0, 2.0, 3.0])
y = x**2
frame = pd.DataFrame({"x": x, "y": y})


def labelled(axes):
    axes.set_xlabel("x")
    axes.set_ylabel("y")
    return axes


def drawn():
    figure, axes = plt.subplots()
    axes.plot(x, y, label="square")
    return labelled(axes)


def both():
    figure, axes = plt.subplots(1, 2)
    for one in axes:
        labelled(one).plot(x, y)
    return figure, axes


def solid():
    axes = plt.figure().add_subplot(projection="3d")
    axes.plot(x, y, y)
    return labelled(axes)


def sub_figure():
    figure = plt.figure()
    part = figure.subfigures(1, 2)[0]
    labelled(part.subplots()).plot(x, y)
    return part


def twin():
    other = drawn().twinx()
    other.plot(x, x)
    return other
""",
    """\
check_axis_labels({value}, x="x", y="y", name="value")
check_line({value}, [0, 1, 4, 9], name="value")""",
    {
        "axes": "drawn()",
        "figure": "drawn().figure",
        "lines": "drawn().lines",
        "line": "drawn().lines[0]",
        "several_axes": "both()[1]",
        "list_of_axes": "list(both()[1])",
        "figure_of_several": "both()[0]",
        "figure_and_axes": "both()",
        "what_plot_gives": "labelled(plt.subplots()[1]).plot(x, y)",
        "three_dimensions": "solid()",
        "part_of_a_figure": "sub_figure()",
        "second_axis": "twin()",
        "pandas": 'frame.plot(x="x", y="y", xlabel="x", ylabel="y")',
        "pandas_parts": 'frame.plot(x="x", subplots=True, xlabel="x", ylabel="y")',
        "seaborn": 'sns.lineplot(frame, x="x", y="y", ax=plt.subplots()[1])',
        "facets": 'sns.relplot(frame, x="x", y="y", kind="line")',
        "joint": 'sns.jointplot(frame, x="x", y="y")',
        "pairs": "sns.pairplot(frame)",
        "objects_interface": "__import__('seaborn.objects').objects.Plot(frame, x='x', y='y')",
        "scatter": "plt.subplots()[1].scatter(x, y)",
        "bars": "plt.subplots()[1].bar(x, y)",
        "image": "plt.subplots()[1].imshow(np.ones((2, 2)))",
        "heatmap": "sns.heatmap(np.ones((2, 2)), ax=plt.subplots()[1])",
        "histogram": "plt.subplots()[1].hist(y)",
        "error_bars": "plt.subplots()[1].errorbar(x, y, yerr=1)",
        "steps": "labelled(plt.subplots()[1]).step(x, y)",
        "confusion_display": "ConfusionMatrixDisplay(np.eye(2)).plot()",
        "confusion_not_drawn": "ConfusionMatrixDisplay(np.eye(2))",
        "curve_display": "RocCurveDisplay(fpr=x, tpr=y).plot()",
        "pyplot": "plt",
        "empty": "plt.figure()",
        "none": "None",
    },
)
ANSWER = Kind(
    """\
import collections, enum
import numpy as np, pandas as pd, tensorflow as tf

Letter = enum.StrEnum("Letter", {"A": "A", "C": "C"})
""",
    'check_selection({value}, {{"A", "C"}}, name="value", options="ABCD")',
    {
        "set": '{"A", "C"}',
        "list": '["C", "A"]',
        "tuple": '("A", "C")',
        "frozen": 'frozenset("AC")',
        "text": '"AC"',
        "text_with_comma": '"A, C"',
        "small_letters": '["a", "c"]',
        "array": 'np.array(["A", "C"])',
        "series": 'pd.Series(["A", "C"])',
        "index": 'pd.Index(["A", "C"])',
        "categorical": 'pd.Categorical(["A", "C"])',
        "tensor": 'tf.constant(["A", "C"])',
        "twice": '["A", "C", "A"]',
        "keys": '{"A": 1, "C": 2}.keys()',
        "dictionary": '{"A": True, "C": True}',
        "counter": 'collections.Counter("AC")',
        "enumeration": "[Letter.A, Letter.C]",
        "generator": "(one for one in 'AC')",
        "bytes": '[b"A", b"C"]',
        "other": '{"A", "B"}',
        "too_many": '"ABCDE"',
        "nothing": "None",
        "numbers": "[1, 3]",
    },
)
KINDS = {
    "number": NUMBER,
    "array": ARRAY,
    "labels": LABELS,
    "table": TABLE,
    "model": MODEL,
    "history": HISTORY,
    "figure": FIGURE,
    "answer": ANSWER,
}
