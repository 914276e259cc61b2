# title = "A thread that gives a name other values while it is tested"
# trace = "changes"
# verdicts = { test_guess = "failed", test_guess_again = "failed" }
#
# %% guess
import itertools
import threading
import time

guess = 4


def change():
    global guess
    for guess in itertools.islice(itertools.cycle([1, 2, 3, 4]), 4000):
        time.sleep(0.001)


threading.Thread(target=change, daemon=True).start()
print("changes")
