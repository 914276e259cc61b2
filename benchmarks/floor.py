"""The cells of a class, run in forks of a warm plain process: the least that grading can take.

Prints the seconds of each notebook, added up over the class, as JSON. There is no kernel, no
sandbox and no judge; everything is imported before, and one thread does the work.
"""

from __future__ import annotations

import collections
import contextlib
import io
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import nbformat


def main() -> None:
    """Runs the rebuilt notebooks of the course `argv[1]`, one after the other."""
    notebooks = sorted(Path(sys.argv[1], "autograded").glob("*/*/*.ipynb"))
    contents = [nbformat.read(path, as_version=4) for path in notebooks]
    from nbjudge.course.manifest import load_course
    from nbjudge.kernels.preloading import preload

    preload(load_course(Path(sys.argv[1])).preload or ())
    seconds: collections.Counter[str] = collections.Counter()
    for path, notebook in zip(notebooks, contents, strict=True):
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            os.write(writer, str(run(notebook)).encode())
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as stream:
            seconds[f"{path.parent.name}/{path.stem}"] += float(stream.read())
        os.waitpid(pid, 0)
    json.dump(seconds, sys.stdout)


def run(notebook: nbformat.NotebookNode) -> float:
    """The seconds that the code cells of a notebook take."""
    from IPython.core.interactiveshell import InteractiveShell

    from nbjudge.kernels.bench import show_figures

    shell = InteractiveShell.instance()
    show_figures(shell)
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        start = time.perf_counter()
        for cell in notebook.cells:
            if cell.cell_type == "code":
                shell.run_cell(cell.source)
        return time.perf_counter() - start


if __name__ == "__main__":
    main()
