# title = "A thread that outlives its cell, and goes on to print and to change values"
# trace = "(?s)started.*threads: [2-9]"
# verdicts = { test_number = "failed", test_word = "failed" }
#
# %% number
import random
import threading
import time


def change():
    while True:
        for name in ("number", "word"):
            globals()[name] = random.random()
        print("Points: 14")
        time.sleep(0.01)


threading.Thread(target=change).start()
print("started")
# %% word
print("threads:", threading.active_count())
word = "a guess"
