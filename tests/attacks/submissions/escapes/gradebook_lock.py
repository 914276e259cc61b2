# title = "A detached process takes the gradebook's lock and keeps it"
# trace = "locking 0 gradebooks"
# verdicts = "failed"
# beside = "burglary"
#
# %% number
import subprocess
import sys

from burglary import gradebooks

program = """
import sqlite3, time
from burglary import gradebooks
kept = [sqlite3.connect(path) for path in gradebooks()]
for connection in kept:
    connection.execute("BEGIN EXCLUSIVE")
time.sleep(600)
"""
subprocess.Popen([sys.executable, "-c", program, "outlives-its-cell"], start_new_session=True)
print("locking", len(gradebooks()), "gradebooks")
number = 0
