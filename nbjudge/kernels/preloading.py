"""What the warm parent imports before it forks, so that no bench and no judge has to.

Nothing depends on it but time: a module that is left out is imported by the cell that asks for it.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.util
import os
import signal
import sys
import warnings
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from nbjudge.errors import SandboxError
from nbjudge.kernels.training import settle_training
from nbjudge.startup import quiet_tensorflow, without_grammars

# These have been seen to hold no thread after their import, nor to have run anything.
_KNOWN = frozenset(
    {"keras", "matplotlib", "matplotlib_inline", "nbjudge", "numpy", "palmerpenguins", "pandas"}
    | {"PIL", "scipy", "seaborn", "sklearn", "tensorflow"}
)
_TRIAL_S = 60


def preload(names: Iterable[str]) -> None:
    """Imports these modules, those that are installed here and can be imported before a fork.

    A SandboxError says that a thread was started: then nothing can be forked any more.
    """
    # pandas imports pyarrow where it is there, and that starts a thread of an allocator that it
    # has no use for.
    os.environ["JE_ARROW_MALLOC_CONF"] = "background_thread:false"
    with warnings.catch_warnings(), without_grammars():
        warnings.simplefilter("ignore")
        for name in names:
            package = name.partition(".")[0]
            if name in sys.modules or package in sys.stdlib_module_names or not _is_here(package):
                continue
            if package in ("tensorflow", "keras"):
                quiet_tensorflow()
            if package in _KNOWN or _is_harmless(name):
                # Where it fails, the cell that imports it says why.
                with contextlib.suppress(Exception):
                    importlib.import_module(name)
            if (threads := _threads()) > 1:
                raise SandboxError(
                    f"the package {package}",
                    "an import that starts no thread",
                    f"{threads} threads",
                    "Name what may be imported beforehand in course.toml: `preload = [...]`.",
                )
    if "pandas" in sys.modules:
        for name in ("columns", "tables"):
            importlib.import_module(f"nbjudge.kernels.codec.{name}")
    if "matplotlib" in sys.modules:
        import matplotlib as mpl

        mpl.use("agg")
    if "tensorflow" in sys.modules:
        _settle_tensorflow()
    gc.collect()
    gc.freeze()


def role_module(name: str) -> Any:
    """The module that a child runs; it is imported here, for all that follow."""
    module = _rehearsed(name)
    if (threads := _threads()) > 1:
        raise SandboxError(name, "an import that starts no thread", f"{threads} threads")
    return module


@cache
def _rehearsed(name: str) -> Any:
    """A module, after what it has to do once for all children."""
    module = importlib.import_module(name)
    getattr(module, "rehearse", bool)()
    return module


def _is_here(package: str) -> bool:
    try:
        return importlib.util.find_spec(package) is not None
    except ValueError:
        return False


def _is_harmless(name: str) -> bool:
    """Whether a module can be imported without an error and leaves no thread: tried in a fork."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(_TRIAL_S)
            importlib.import_module(name)
            code = int(_threads() > 1)
        finally:
            os._exit(code)
    return os.waitpid(pid, 0)[1] == 0


def _threads() -> int:
    return len(list(Path("/proc/self/task").iterdir()))


def _settle_tensorflow() -> None:
    """Sets how TensorFlow is to work in the forks, which get the same results in less time."""
    import tensorflow as tf

    # Grappler would optimize the functions of tf.data anew at every epoch, for the same results.
    tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})
    # Below zero there is no thread to hand operations over to, and to wait for.
    tf.config.threading.set_inter_op_parallelism_threads(-1)
    tf.config.threading.set_intra_op_parallelism_threads(1)
    settle_training()
    if not hasattr(tf.data.Dataset.__iter__, "in_one_thread"):
        tf.data.Dataset.__iter__ = _iterating_in_one_thread(tf.data.Dataset.__iter__)


def _iterating_in_one_thread(iterate: Any) -> Any:
    """Has every `tf.data` iterator, as of `fit`, do its work in one thread, for the same results.

    Otherwise the threads of an iterator wait for each other, a third of the time, as soon as
    there are as many kernels as cores.
    """
    import tensorflow as tf

    options = tf.data.Options()
    options.autotune.enabled = False
    options.threading.private_threadpool_size = 1
    options.threading.max_intra_op_parallelism = 1

    def iterate_in_one_thread(dataset: Any) -> Any:
        if not tf.executing_eagerly():
            return iterate(dataset)
        if "in_one_thread" not in vars(dataset):
            dataset.in_one_thread = dataset.with_options(options)
        return iterate(dataset.in_one_thread)

    iterate_in_one_thread.in_one_thread = True  # type: ignore[attr-defined]
    return iterate_in_one_thread
