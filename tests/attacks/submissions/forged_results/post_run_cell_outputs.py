# title = "A hook after each cell clears its outputs and displays full points"
# trace = "(?s)full points"
# verdicts = "failed"
#
# %% number
from IPython.display import clear_output, display


def forge(result):
    clear_output()
    display({"text/plain": "14.0", "text/html": "full points"}, raw=True)


get_ipython().events.register("post_run_cell", forge)
number = 0
