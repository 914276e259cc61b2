"""What a sandbox is made of, and what one may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# By namespaces, with Landlock as a second wall; by Landlock alone; not at all.
Sandboxing = Literal["bubblewrap", "landlock", "none"]
MIB = 2**20


@dataclass(frozen=True)
class Limits:
    """The limits of one sandbox.

    `memory_bytes` counts all its processes together; `disk_bytes` and `disk_files` bound its work
    folder, /tmp and /dev/shm, each; `file_bytes` is the largest file; `processes` counts threads
    as well; `output_bytes` bounds what its cells show, together. `open_files` is fewer than the
    grader may have: so many descriptors a user may have under way, and it may be the grader's.
    """

    memory_bytes: int = 4096 * MIB
    disk_bytes: int = 512 * MIB
    disk_files: int = 20_000
    file_bytes: int = 512 * MIB
    open_files: int = 512
    processes: int = 256
    output_bytes: int = 8 * MIB
