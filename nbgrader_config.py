"""nbgrader's settings for this course: paths and limits."""

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "introduction-to-deep-learning"
c.CourseDirectory.solution_directory = "solutions"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "README.md"]

# Seconds that one cell may take; course.toml has the budget of each exercise.
c.Execute.timeout = 180
# Each kernel keeps its history to itself and starts without a word on the terminal.
c.Execute.extra_arguments = [
    "--HistoryManager.hist_file=:memory:",
    "--IPKernelApp.log_level=ERROR",
]

# A test cell that a student deleted comes back, so that it is scored.
c.OverwriteCells.add_missing_cells = True

# Feedback shows what a hidden test said, not the test.
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
