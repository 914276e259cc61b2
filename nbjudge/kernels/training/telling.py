"""Telling again what came of a call of a model's method, without running it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keras import KerasTensor
from keras.src.backend import name_scope
from keras.src.callbacks import CallbackList

from nbjudge.kernels.training.beginnings import all_variables
from nbjudge.kernels.training.calls import EVALUATE, FIT, LAST, PREDICT, Call
from nbjudge.kernels.training.entries import Changes, Entry, kinds
from nbjudge.kernels.training.session import set_draws, uids
from nbjudge.kernels.training.traces import give_up, remember, trace

# What a model says when it is told to stop.
_STOP = {FIT: "stop_training", EVALUATE: "stop_evaluating", PREDICT: "stop_predicting"}


def tell(call: Call, entry: Entry) -> Any:
    """Tells callbacks, and sets all, as an entry says; what the method would say."""
    model = call.model
    for step in call.steps:
        if trace(model, step) is None:
            remember(model, step, call.of_network, is_made_up=True)
    before = dict(uids())
    if call.kind != PREDICT:
        _build(call)
    variables = all_variables(model)
    if entry.variables != kinds(variables):
        give_up()
    callbacks = CallbackList(
        list(call.callbacks),
        add_history=call.kind == FIT,
        add_progbar=call.given["verbose"] != 0,
        **call.called,
        steps=entry.steps,
        model=model,
    )
    setattr(model, _STOP[call.kind], False)
    try:
        _tell_all(call, entry, callbacks, variables)
    except BaseException:
        # On its way through a training it would leave a model that is half trained.
        give_up()
    uids().update({name: before.get(name, 0) + count for name, count in entry.uids.items()})
    if entry.draws is not None:
        set_draws(entry.draws)
    if entry.answer is not None:
        return entry.arrays[entry.answer]
    if call.kind == FIT:
        return model.history
    logs = dict(entry.told[-1][-1])
    return logs if call.given["return_dict"] else model._flatten_metrics_in_order(logs)


def _tell_all(call: Call, entry: Entry, callbacks: Any, variables: Sequence[Any]) -> None:
    """Tells callbacks all that there is, and before they look sets what there is to see."""
    after = [name for name, *_ in entry.told[1:]]
    for (name, *place, logs), following in zip(entry.told, [*after, ""], strict=True):
        if not following:
            _set(variables, entry, entry.changes)
        if name != "on_epoch_end":
            getattr(callbacks, name)(*place, logs=logs)
            continue
        _set(variables, entry, entry.states.get(str(place[0]), []))
        callbacks.on_epoch_end(*place, logs=logs)
        ends = call.model.stop_training or place[0] + 1 == call.given["epochs"]
        if ends != (following == LAST[FIT]):
            give_up()


def _set(variables: Sequence[Any], entry: Entry, changes: Changes) -> None:
    for place, array in changes:
        # The operation alone: Keras would look at shape and type again, and TensorFlow would read.
        variables[place].value.assign(entry.arrays[array], read_value=False)


def _build(call: Call) -> None:
    """Makes the variables that are made on the way, in the same order, as they are named by it."""
    model, targets = call.model, call.tensors[1]
    y, outputs = KerasTensor([None, *targets.shape[1:]], targets.dtype.name), model.outputs[0]
    if not model._compile_loss.built:
        model._compile_loss.build(y, outputs)
    if call.kind == FIT and not model.optimizer.built:
        with name_scope(model.optimizer.name, caller=model.optimizer):
            model.optimizer.build(model.trainable_variables)
    if model._compile_metrics is not None and not model._compile_metrics.built:
        model._compile_metrics.build(y, outputs)
