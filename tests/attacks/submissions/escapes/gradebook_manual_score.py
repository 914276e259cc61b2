# title = "The gradebook is looked for, and given manual scores"
# trace = "searched \\d+ places, found 0 gradebooks"
# verdicts = "failed"
# beside = "burglary"
#
# %% number
import sqlite3

from burglary import gradebooks, places

for path in gradebooks():
    with sqlite3.connect(path, timeout=1) as connection:
        connection.execute("UPDATE grade SET manual_score = 14, needs_manual_grade = 0")
print(f"searched {len(places())} places, found {len(gradebooks())} gradebooks")
number = 0
