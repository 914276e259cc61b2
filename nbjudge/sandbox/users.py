"""The user outside of a sandbox that its students' code runs as.

The kernel keeps accounts for each user: processes, pipes, descriptors under way, keys. Where root
grades, each sandbox has a user of its own, which nobody else is, so that none of these is shared.
Elsewhere it is the user who grades.
"""

from __future__ import annotations

import contextlib
import os
import random
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbjudge.owners import remove

NOBODY = 65534
# From <linux/capability.h>.
CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_KILL, CAP_SETGID, CAP_SETUID = 0, 1, 5, 6, 7
CAP_SYS_ADMIN = 21
_ROOT = 0
_SHARED = Path("/dev/shm")  # noqa: S108
# Numbers set aside for containers, and, where a container has but 65536 of them, for services.
# Source: systemd, "Users, Groups, UIDs and GIDs on systemd Systems".
_RANGES = (range(1_878_982_656, 1_879_048_192), range(61_184, 65_520))
_TRIES = 4096
# Draws nothing that a seed of this process leads to.
_CHANCE = random.SystemRandom()


@dataclass(frozen=True)
class User:
    """A user outside; while `claim` is open nobody else of this machine's graders takes it."""

    uid: int
    gid: int
    claim: socket.socket | None = None

    @property
    def is_own(self) -> bool:
        """Whether nobody else is this user."""
        return self.claim is not None

    def release(self) -> None:
        """Lets others have it."""
        if self.claim is not None:
            self.claim.close()

    def clear(self) -> None:
        """Removes what it has left in the memory that is shared by name."""
        for path in _SHARED.glob("*"):
            with contextlib.suppress(OSError):
                if path.lstat().st_uid == self.uid:
                    remove(path)


def take_user(root: Path = Path("/")) -> User:
    """The user for one more sandbox; `root` is where this system's files are.

    Root takes a free one of the range that /etc/subuid gives it, or of one that is set aside for
    such uses, as far as this process's own namespace has it; else `nobody`. Any of them, as graders
    in other containers of this machine, whose claims can't be seen, would take the first one, too.
    """
    if os.geteuid() != _ROOT:
        return User(os.geteuid(), os.getegid())
    for numbers in _ranges(root):
        first = _CHANCE.randrange(len(numbers))
        for step in range(min(_TRIES, len(numbers))):
            number = numbers[(first + step) % len(numbers)]
            # An abstract name of this network namespace: it is gone with who holds it.
            claim = socket.socket(socket.AF_UNIX)
            with contextlib.suppress(OSError):
                claim.bind(f"\0nbjudge-user-{number}")
                return User(number, number, claim)
            claim.close()
    return User(NOBODY, NOBODY)


def has_rights(*capabilities: int, root: Path = Path("/")) -> bool:
    """Whether this process has these capabilities; `root` is where this system's files are."""
    lines = (root / "proc/self/status").read_text().splitlines()
    held = next(int(line.split()[1], 16) for line in lines if line.startswith("CapEff"))
    return all(held >> capability & 1 for capability in capabilities)


def _ranges(root: Path) -> Iterator[range]:
    """The ranges to take users from, the best first, of those that can be mapped."""
    mapped = [_mapped(root / "proc/self" / name) for name in ("uid_map", "gid_map")]
    given = [_given(root / "etc" / name) for name in ("subuid", "subgid")]
    for numbers in (*(one for one in given[0] if one in given[1]), *_RANGES):
        if all(any(_within(numbers, one) for one in ranges) for ranges in mapped):
            yield numbers


def _within(numbers: range, whole: range) -> bool:
    return whole.start <= numbers.start and numbers.stop <= whole.stop


def _mapped(path: Path) -> list[range]:
    lines = (line.split() for line in path.read_text().splitlines())
    return [range(int(inside), int(inside) + int(count)) for inside, _, count in lines]


def _given(path: Path) -> list[range]:
    """The ranges that a file of subordinate ids gives to root."""
    found = []
    with contextlib.suppress(OSError, ValueError):
        for line in path.read_text().splitlines():
            name, start, count = line.split(":")
            if name in ("root", str(_ROOT)):
                found.append(range(int(start), int(start) + int(count)))
    return found
