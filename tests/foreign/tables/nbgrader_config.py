import os
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))

from late_days import LateDays

c = get_config()

c.CourseDirectory.course_id = "data-analysis"
c.CourseDirectory.db_url = "sqlite:///" + os.path.abspath("gradebook.db")
c.IncludeHeaderFooter.header = "source/header.ipynb"
c.ClearSolutions.begin_solution_delimeter = "BEGIN ANSWER"
c.ClearSolutions.end_solution_delimeter = "END ANSWER"
c.ClearSolutions.code_stub = {"python": "..."}
c.ClearHiddenTests.begin_test_delimeter = "BEGIN PRIVATE"
c.ClearHiddenTests.end_test_delimeter = "END PRIVATE"
c.AssignLatePenalties.plugin_class = LateDays
c.Execute.timeout = 120
c.Execute.extra_arguments = ["--HistoryManager.hist_file=:memory:"]
c.LimitOutput.max_lines = 500
