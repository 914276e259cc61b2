"""Sealed answers: what a visible check compares with, without showing it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from nbjudge.checks.foreign import plain

# Above it an int is no float any more.
_LARGEST = 2**1000
_COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 2**25}


@dataclass(frozen=True)
class Sealed:
    """The hash of an answer, salted with its name: 16 hexadecimal digits, by scrypt (RFC 7914).

    It lets a visible check say right or wrong without the answer in the notebook. Whoever tries
    all answers finds the right one, but each try takes 16 MiB and about a twentieth of a second:
    a minute for a thousand answers, two days for the orders of ten steps.
    """

    digits: str


def seal(answer: object, name: str) -> Sealed:
    """The sealed form of an answer to the question `name`.

    Numbers count to nine significant digits; text without case and outer blanks; lists and
    tuples in order; sets without order; dictionaries by key.
    """
    found = hashlib.scrypt(canonical(answer).encode(), salt=name.encode(), dklen=8, **_COST)
    return Sealed(found.hex())


def canonical(answer: object) -> str:
    """One spelling for all answers that mean the same, another one for all others.

    A number or boolean means the same as its text: 1 and "1", True and "true".
    """
    if isinstance(answer, str | np.generic):
        answer = plain(answer)
    if isinstance(answer, str):
        # Marked, so that no text reads like a collection.
        return re.sub(r'([\\,:{}\[\]"])', r"\\\1", answer.strip().casefold()) or '""'
    if isinstance(answer, bool) or answer is None:
        return str(answer).casefold()
    if isinstance(answer, int) and abs(answer) > _LARGEST:
        return hex(answer)
    if isinstance(answer, int | float):
        return f"{answer + 0.0:.9g}"  # no -0
    if isinstance(answer, Mapping):
        pairs = sorted((canonical(key), canonical(value)) for key, value in answer.items())
        return "{" + ",".join(f"{key}:{value}" for key, value in pairs) + "}"
    if isinstance(answer, set | frozenset):
        return "{" + ",".join(sorted(set(map(canonical, answer)))) + "}"
    if isinstance(answer, Iterable):
        return "[" + ",".join(map(canonical, answer)) + "]"
    raise TypeError(f"an answer is text, a number or a collection of these, not {type(answer)}")


def matches(answer: object, reference: object, name: str) -> bool:
    """Whether an answer means the same as its reference, sealed or plain."""
    if isinstance(reference, Sealed):
        return seal(answer, name) == reference
    return canonical(answer) == canonical(reference)
