# title = "A hook before each cell displays full points"
# trace = "(?s)hooks: 1.*Points: 14"
# verdicts = "failed"
#
# %% number
from IPython.display import display


def forge(info):
    print("Points: 14")
    display({"text/plain": "14"}, raw=True)


get_ipython().events.register("pre_run_cell", forge)
print("hooks:", len(get_ipython().events.callbacks["pre_run_cell"]))
number = 0
