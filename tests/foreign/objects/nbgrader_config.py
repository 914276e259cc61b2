c = get_config()

c.CourseDirectory.course_id = "inf101"
c.ClearSolutions.code_stub = {"python": "# TODO: your code\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "*Your answer goes here.*"
c.ExecutePreprocessor.timeout = 60
c.LateSubmissionPlugin.penalty_method = "zero"
c.Exchange.path_includes_course = True
