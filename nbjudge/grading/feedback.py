"""What students see of the test cells in their feedback."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests as NbgraderClearHiddenTests
from nbgrader.utils import is_grade, is_solution


class ClearHiddenTests(NbgraderClearHiddenTests):  # type: ignore[misc]
    """Takes hidden tests out of test cells; in a student's cell their markers mean nothing."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, cell_index: int
    ) -> tuple[NotebookNode, Any]:
        """Takes the hidden tests out of one cell."""
        if is_grade(cell) and not is_solution(cell):
            return super().preprocess_cell(cell, resources, cell_index)  # type: ignore[no-any-return]
        return cell, resources
