# title = "The judge is sent its answer one byte at a time"
# trace = "slowed"
# verdicts = { test_table = "timeout" }
#
# %% table
import time

import nbjudge.kernels.link as link
import nbjudge.kernels.lending as lending


def send(connection, message, deadline=None):
    for byte in link._LENGTH.pack(len(message)) + message:
        connection.send(bytes([byte]))
        time.sleep(0.5)


lending.send = send
print("slowed")
table = pd.DataFrame({"x": [0]})
