"""The folders in which things of a user are kept from one command to the next."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import platformdirs


def cache_folder() -> Path:
    """The folder for downloaded files: NBJUDGE_DATA, else the system's cache for nbjudge.

    It need not exist yet. A relative NBJUDGE_DATA is below the working directory.
    """
    chosen = os.environ.get("NBJUDGE_DATA")
    if chosen:
        # Unlike Path.expanduser, this leaves a `~name` that nobody has as it is.
        return Path(os.path.expanduser(chosen)).absolute()  # noqa: PTH111
    return platformdirs.user_cache_path("nbjudge")


def own_folder(name: str) -> Path | None:
    """A folder of this user's that nobody else can read or write; None where there is no place."""
    folder = platformdirs.user_cache_path(name)
    with contextlib.suppress(OSError):  # a user may have no home
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.access(folder, os.W_OK) and folder.stat().st_uid == os.geteuid():
            folder.chmod(0o700)
            return folder
    return None
