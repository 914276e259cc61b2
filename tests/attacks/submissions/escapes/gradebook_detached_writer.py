# title = "A detached process waits for the gradebook, to write into it after the grader"
# trace = "detached"
# verdicts = "failed"
# beside = "burglary"
#
# %% number
import subprocess
import sys

program = """
import sqlite3, time
from burglary import gradebooks
for _ in range(600):
    time.sleep(0.5)
    for path in gradebooks():
        with sqlite3.connect(path, timeout=1) as connection:
            connection.execute("UPDATE grade SET manual_score = 14, needs_manual_grade = 0")
"""
subprocess.Popen(
    [sys.executable, "-c", program, "outlives-its-cell"],
    start_new_session=True,
    stdin=subprocess.DEVNULL,
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)
print("detached")
number = 0
