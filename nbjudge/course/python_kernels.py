"""nbgrader's steps that run the course's own code, with any kernel whose language is Python.

A notebook may name a kernel of the machine where it was written, such as `conda-env-course-py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from nbformat import NotebookNode
from nbgrader import preprocessors
from traitlets.utils.importstring import import_item

from nbjudge.course.notebook import language

_PYTHON = "python3"


def with_python_kernels(steps: list[Any]) -> list[Any]:
    """These steps of a converter; in the place of nbgrader's that run code, those below."""
    kinds = [import_item(step) if isinstance(step, str) else step for step in steps]
    ours: dict[Any, Any] = {
        preprocessors.InstantiateTests: InstantiateTests,
        preprocessors.Execute: Execute,
    }
    return [ours.get(kind, kind) for kind in kinds]


class InstantiateTests(preprocessors.InstantiateTests):  # type: ignore[misc]
    """Makes tests of `AUTOTEST` lines, and leaves no kernel and no socket behind."""

    _client: Any = None

    @property
    def kc(self) -> Any:
        """The client of the kernel that runs the solutions."""
        return self._client

    @kc.setter
    def kc(self, client: Any) -> None:
        # nbgrader only forgets it, and not even that after an error.
        if client is None:
            self._client.stop_channels()
        self._client = client

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Makes the tests of one notebook."""
        named = _use_python(nb, is_known=lambda name: name in self.comment_strs)
        try:
            nb, resources = super().preprocess(nb, resources)
        finally:
            if self.kc is not None:
                self.kc.shutdown()
                self.kc = None
        nb.metadata.update(named)
        return nb, resources


class Execute(preprocessors.Execute):  # type: ignore[misc]
    """Executes a reference solution."""

    def preprocess(
        self, nb: NotebookNode, resources: Any, km: Any = None
    ) -> tuple[NotebookNode, Any]:
        """Executes one notebook."""
        named = _use_python(nb)
        nb, resources = super().preprocess(nb, resources, km)
        nb.metadata.update(named)
        return nb, resources


def _use_python(
    nb: NotebookNode, is_known: Callable[[str], bool] = bool
) -> dict[str, NotebookNode]:
    """The kernel that a notebook names; if it is a Python that is not here, it now names ours."""
    named = nb.metadata.get("kernelspec")
    if not named or language(nb) != "python":
        return {}
    name = named.get("name", "")
    if is_known(name) and name in KernelSpecManager().find_kernel_specs():
        return {}
    nb.metadata.kernelspec = NotebookNode(named | {"name": _PYTHON})
    return {"kernelspec": named}
