"""Prints what came of trainings, to the last bit: in Keras's own way (`own`), or in ours.

    python states.py own|ours|known networks NAME...
    python states.py own|ours|known notebook FILE

A line of JSON for each network, or for the cells of a notebook. What a progress bar shows on its
way is left out, and all times. As `known`, one process notes what it trains, and then each line is
printed again by one that knows that.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import random
import re
import sys
import tempfile
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

# As in a bench.
os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3"}

import nbformat
import numpy as np

from nbjudge.course.imports import imported_modules
from nbjudge.kernels import preloading
from nbjudge.kernels.codec import CantCross, dumps

SEED = 7
_TRACE = "_create_concrete_function"
_WORK: Counter[str] = Counter()
# And where in memory a thing is.
_TIMES = re.compile(r"\d+(\.\d+)? ?[mu]?s\b(/step|/epoch)?|0x[0-9a-f]+| +")
_OVERWRITTEN = re.compile(r"[\b\r]+")


def main() -> None:
    """Runs what `argv` names."""
    way, kind, *names = sys.argv[1:]
    if way == "own":
        preloading.settle_training = lambda: None  # type: ignore[attr-defined]
    warnings.simplefilter("ignore")
    os.chdir(tempfile.mkdtemp())
    if kind == "notebook":
        preloading.preload(imported_modules(nbformat.read(names[0], as_version=4)))
        states: dict[str, Callable[[], object]] = {
            name: partial(notebook_state, Path(name)) for name in names
        }
    else:
        preloading.preload(["numpy", "pandas", "tensorflow", "keras"])
        count_work()
        sys.path.insert(0, str(Path(__file__).parent))
        from networks import NETWORKS

        states = {name: partial(network_state, name, NETWORKS[name]) for name in names}
    if way == "known":
        print_known(list(states.values()))
    else:
        print_all(states.values())


def print_all(states: Iterable[Callable[[], object]]) -> None:
    """Prints states, one after the other."""
    for state in states:
        print(json.dumps(state()), flush=True)


def print_known(states: list[Callable[[], object]]) -> None:
    """Prints states of a process that notes what it trains, then of those that know it."""
    from nbjudge.kernels.training import GAVE_UP, known

    file = Path("known").absolute()

    def note() -> None:
        known.note_trainings(os.open(file, os.O_WRONLY | os.O_CREAT))
        print_all(states)

    def use(state: Callable[[], object]) -> None:
        known.use_known(file)
        print_all([state])

    assert in_fork(note) == 0
    for state in states:
        if (code := in_fork(partial(use, state))) == GAVE_UP:
            code = in_fork(partial(print_all, [state]))
        assert code == 0


def in_fork(act: Callable[[], object]) -> int:
    """The exit code of a fork that does this."""
    if (pid := os.fork()) == 0:
        code = 1
        try:
            act()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def network_state(name: str, train: Any) -> dict[str, Any]:
    """What a training leaves: its model with all that belongs to it, texts, random states."""
    import keras

    _WORK.clear()
    keras.utils.clear_session()
    keras.utils.set_random_seed(SEED)
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        model, outcome = train()
    work = dict(_WORK)
    optimizer = getattr(model, "optimizer", None)
    variables = [*model.variables, *(optimizer.variables if optimizer else ())]
    variables += [one for metric in model.metrics for one in metric.variables]
    return {
        "name": name,
        "outcome": _text(getattr(outcome, "history", outcome)),
        "about": _text([getattr(outcome, "epoch", None), getattr(outcome, "params", None)]),
        "names": [one.path for one in variables],
        "variables": _digest([np.asarray(one) for one in variables]),
        "shown": settled(shown.getvalue()),
        **random_states(),
        "work": work,
    }


def notebook_state(file: Path) -> dict[str, Any]:
    """What the cells of a notebook leave: each value that can be copied, texts, random states."""
    notebook = nbformat.read(file, as_version=4)
    import keras
    from IPython.core.interactiveshell import InteractiveShell

    keras.utils.set_random_seed(SEED)
    shell, shown = InteractiveShell.instance(), io.StringIO()
    with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(io.StringIO()):
        for cell in notebook.cells:
            if cell.cell_type == "code":
                shell.run_cell(cell.source)
    values = {name: one for name, one in shell.user_ns.items() if not name.startswith("_")}
    return {
        **{f"value {name}": state for name, one in values.items() if (state := _copied(one))},
        "shown": settled(shown.getvalue()),
        **random_states(),
    }


def count_work() -> None:
    """Counts the iterators and traces of functions from here on."""
    from tensorflow.python.data.ops.iterator_ops import OwnedIterator
    from tensorflow.python.eager.polymorphic_function import tracing_compilation

    for place, name in ((OwnedIterator, "_create_iterator"), (tracing_compilation, _TRACE)):
        setattr(place, name, _counted(getattr(place, name), name.strip("_")))


def _counted(function: Any, name: str) -> Any:
    def counted(*arguments: Any, **named: Any) -> Any:
        _WORK[name] += 1
        return function(*arguments, **named)

    return counted


def random_states() -> dict[str, Any]:
    """The states of all random generators, and what they draw next."""
    import keras
    import tensorflow as tf

    return {
        "NumPy": _digest(np.random.get_state()[1]),
        "Python": _digest(random.getstate()),
        "draws": [
            random.random(),
            float(np.random.rand()),
            float(tf.random.uniform(())),
            float(keras.random.uniform(())),
            np.asarray(keras.layers.Dense(2)(np.ones((1, 2)))).tolist(),
        ],
    }


def settled(text: str) -> str:
    """What remains to be read of a text, without times."""
    lines = [_OVERWRITTEN.split(line)[-1] for line in text.split("\n")]
    return _TIMES.sub("", "\n".join(lines))


def _copied(value: Any) -> str:
    """A digest of a value, with an optimizer's variables; nothing for one that can't be copied.

    Nor for files: they have times and places in them.
    """
    if isinstance(value, str | bytes):
        return ""
    try:
        parts = [dumps(value)]
    except CantCross:
        return ""
    if optimizer := getattr(value, "optimizer", None):
        parts += [np.asarray(one).tobytes() for one in optimizer.variables]
    return _digest(parts)


def _text(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _text(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_text(one) for one in value]
    return _digest(value) if isinstance(value, np.ndarray) else str(value)


def _digest(value: Any) -> str:
    parts = value if isinstance(value, list) else [value]
    found = hashlib.sha256()
    for part in parts:
        if isinstance(part, np.ndarray):
            found.update(f"{part.dtype} {part.shape}".encode() + part.tobytes())
        else:
            found.update(part if isinstance(part, bytes) else repr(part).encode())
    return found.hexdigest()


if __name__ == "__main__":
    main()
