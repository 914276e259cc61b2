"""nbgrader's settings for this course: paths and limits."""

import os

from nbjudge.course.attachments import keep_pictures
from nbjudge.grading.feedback import make_safe

c = get_config()  # noqa: F821

# TensorFlow looks for a graphics card at its first operation, and says on stderr that there is
# none: for nbgrader alone that is a failure of the cell where it happens.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

c.CourseDirectory.course_id = "introduction-to-deep-learning"
c.CourseDirectory.solution_directory = "solutions"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "README.md"]

# Students' cells run on a bench and test cells before a judge, each in a sandbox. nbgrader's own
# "nbgrader.preprocessors.Execute" in its place grades the same notebooks, without a sandbox.
c.Autograde.autograde_preprocessors = [
    "nbjudge.grading.execute.Execute",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Seconds that one cell may take, where course.toml has no budget for it.
c.Execute.timeout = 450
# For the reference solutions, which nbgrader runs: each kernel keeps its history to itself and
# starts without a word on the terminal.
c.Execute.extra_arguments = [
    "--HistoryManager.hist_file=:memory:",
    "--IPKernelApp.log_level=ERROR",
]

# A test cell that a student deleted comes back, so that it is scored.
c.OverwriteCells.add_missing_cells = True

# A picture that was pasted into a solution is not released.
keep_pictures(c)

# Feedback shows what a hidden test said, not the test, and no script of a student's runs in the
# browser of whoever reads it or grades by hand.
make_safe(c)
