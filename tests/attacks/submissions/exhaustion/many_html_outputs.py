# title = "Hundreds of tables of HTML, and more displays than are kept"
# trace = "(?s)a cell.*displayed.*more output than can be kept"
# verdicts = { test_number = ["failed", "timeout"] }
#
# %% number
from IPython.display import display

table = "<table>" + "<tr><td style='color: red'>a cell</td></tr>" * 10 + "</table>"
for _ in range(900):
    display({"text/html": table}, raw=True)
print("displayed", flush=True)
for _ in range(200):
    display({"text/plain": "more"}, raw=True)
number = 0
