"""The vocabulary of test cells: plain functions that raise `CheckFailed` with a learner's message.

Each takes the student's value first, then what it should be; `name` is what the message calls
the value, `expected` the property in words, `remedy` a sentence of advice. No message tells the
right answer. Keras is imported only by the checks that need it.
"""

from nbjudge.checks.accuracy import check_accuracy
from nbjudge.checks.arrays import (
    check_between,
    check_dtype,
    check_finite,
    check_labels,
    check_number,
    check_row_sums,
    check_shape,
    check_values,
)
from nbjudge.checks.choices import check_choice, check_matching, check_order, check_selection
from nbjudge.checks.compiling import check_compiled
from nbjudge.checks.figures import (
    check_axis_labels,
    check_curve,
    check_grid,
    check_legend,
    check_line,
    check_points,
)
from nbjudge.checks.functions import call, check_function
from nbjudge.checks.history import check_history, check_loss_falls
from nbjudge.checks.layers import check_layers, check_same_layers, layer
from nbjudge.checks.models import (
    check_input_shape,
    check_model,
    check_new_network,
    check_output_shape,
    check_parameter_count,
    check_same_predictions,
    check_saved_model,
    predict,
)
from nbjudge.checks.sealed import Sealed, seal
from nbjudge.checks.tables import (
    check_columns,
    check_complete,
    check_index,
    check_row_count,
    check_table,
)
from nbjudge.checks.thresholds import check_threshold
from nbjudge.checks.training import check_steps, check_training
from nbjudge.errors import CheckFailed

__all__ = [
    "CheckFailed",
    "Sealed",
    "call",
    "check_accuracy",
    "check_axis_labels",
    "check_between",
    "check_choice",
    "check_columns",
    "check_compiled",
    "check_complete",
    "check_curve",
    "check_dtype",
    "check_finite",
    "check_function",
    "check_grid",
    "check_history",
    "check_index",
    "check_input_shape",
    "check_labels",
    "check_layers",
    "check_legend",
    "check_line",
    "check_loss_falls",
    "check_matching",
    "check_model",
    "check_new_network",
    "check_number",
    "check_order",
    "check_output_shape",
    "check_parameter_count",
    "check_points",
    "check_row_count",
    "check_row_sums",
    "check_same_layers",
    "check_same_predictions",
    "check_saved_model",
    "check_selection",
    "check_shape",
    "check_steps",
    "check_table",
    "check_threshold",
    "check_training",
    "check_values",
    "layer",
    "predict",
    "seal",
]
