"""Checks of what a training has recorded: its quantities, epoch by epoch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np

from nbjudge.checks.arrays import Array, as_array
from nbjudge.checks.foreign import classes, handled, plain
from nbjudge.checks.thresholds import check_threshold
from nbjudge.checks.wording import code, listing, show
from nbjudge.errors import CheckFailed


def check_history(
    history: object,
    *,
    epochs: int | tuple[int, int] | None = None,
    keys: Sequence[str] = ("loss",),
    name: str = "history",
    remedy: str = "",
) -> None:
    """Checks the training history: its quantities, finite at every epoch, and how many epochs.

    `epochs` is one number, or the least and the most.
    """
    record = as_history(history, name)
    for key in keys:
        if key not in record:
            found = listing(map(code, sorted(record))) or "nothing"
            raise CheckFailed(code(name), f"a record of {code(key)}", found, remedy)
        values = record[key]
        if not len(values):
            raise CheckFailed(code(name), "at least one epoch", "none", remedy)
        if not np.isfinite(values).all():
            raise CheckFailed(f"{code(key)} in {code(name)}", "finite numbers", "NaN", remedy)
        least, most = epochs if isinstance(epochs, tuple) else (epochs, epochs)
        if least is not None and most is not None and not least <= len(values) <= most:
            got = f"{len(values)} epochs"
            raise CheckFailed(code(name), "another number of epochs", got, remedy)
        if len(values) != (all_ := max(map(len, record.values()))):
            got = f"{len(values)} for {all_} epochs"
            raise CheckFailed(f"{code(key)} in {code(name)}", "a number per epoch", got, remedy)


def check_loss_falls(
    history: object,
    *,
    to: float = 0.9,
    key: str = "loss",
    name: str = "history",
    remedy: str = "",
) -> None:
    """Checks that the mean of the last fifth of the epochs is at most `to` times the first."""
    check_history(history, keys=[key], name=name, remedy=remedy)
    values = as_history(history, name)[key]
    last = values[-max(1, len(values) // 5) :]
    end = float((last / len(last)).sum())
    if len(values) < 2 or end >= values[0]:
        got = f"from {values[0]:.4g} to {end:.4g}" if len(values) > 1 else "a single epoch"
        raise CheckFailed(f"{code(key)} in {code(name)}", "a clear fall", got, remedy)
    if values[0] > 0:
        what = f"the end of {code(key)} in {code(name)}, as a share of its beginning"
        check_threshold(end / float(values[0]), at_most=to, chance=1.0, name=what, remedy=remedy)


def as_history(value: object, name: str) -> Mapping[str, Array]:
    """The numbers by epoch of each quantity, from what `fit` returns, its `history` or a table."""
    expected = "what `model.fit(...)` returns"
    with handled(name, expected):
        tables = classes("pandas", "DataFrame")
        record = value if isinstance(value, tables) else getattr(value, "history", value)
        if not isinstance(record, (Mapping, *tables)):
            raise CheckFailed(code(name), expected, show(value))
        record = cast(Mapping[object, object], record)
        items = [(str(plain(key)), values) for key, values in record.items()]
    arrays = {key: as_array(values, f"{name}[{key!r}]").astype(float) for key, values in items}
    for key, array in arrays.items():
        if array.ndim != 1:
            raise CheckFailed(f"{code(key)} in {code(name)}", "one number per epoch", show(array))
    return arrays
