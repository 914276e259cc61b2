"""For what networks the functions of models were traced, or would have been.

A traced function stays as it is, whatever is done to its model, until that is compiled again.
"""

from __future__ import annotations

import os
from typing import Any, ClassVar, NoReturn
from weakref import WeakKeyDictionary

from nbjudge.kernels.training import GAVE_UP


class Traces:
    """What is remembered of each model's functions, by the name of the step that they make."""

    made: ClassVar[WeakKeyDictionary[Any, dict[str, Trace]]] = WeakKeyDictionary()


# What the model was compiled with, a digest of the network, and whether nothing was traced, because
# it was known what would come of it.
Trace = tuple[Any, bytes | None, bool]


def trace(model: Any, step: str) -> tuple[bytes | None, bool] | None:
    """For what network a function was traced since its model was compiled, and if that is made up.

    None is for one that was not traced.
    """
    compiled, of_network, is_made_up = Traces.made.get(model, {}).get(step, (None, None, False))
    return (of_network, is_made_up) if compiled is _compiled(model) else None


def remember(model: Any, step: str, of_network: bytes | None, *, is_made_up: bool) -> None:
    """Remembers for what network a function is traced now, or would be."""
    Traces.made.setdefault(model, {})[step] = (_compiled(model), of_network, is_made_up)


def give_up() -> NoReturn:
    """Ends this process: what was taken for known does not go with what comes now."""
    os._exit(GAVE_UP)


def _compiled(model: Any) -> Any:
    """What is another one whenever a model has been compiled; of one that never was, the same."""
    return getattr(model, "_loss_tracker", None) or Traces
