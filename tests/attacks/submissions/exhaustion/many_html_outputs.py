# title = "Hundreds of tables of HTML, each a display of its own"
# trace = "(?s)a cell.*displayed"
# verdicts = { test_number = ["failed", "timeout"] }
#
# %% number
from IPython.display import display

table = "<table>" + "<tr><td style='color: red'>a cell</td></tr>" * 10 + "</table>"
for _ in range(400):
    display({"text/html": table}, raw=True)
print("displayed", flush=True)
number = 0
