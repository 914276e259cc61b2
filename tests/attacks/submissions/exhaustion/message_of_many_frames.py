# title = "One message of a hundred thousand small frames"
# trace = "sending"
# alarm = "a message of more than 4 MB"
# verdicts = { test_number = "kernel_died" }
#
# %% number
import time

print("sending", flush=True)
# Until the message is on its way.
time.sleep(0.3)
get_ipython().kernel.iopub_socket.send_multipart([b"topic", *[b"x" * 60] * 100_000])
time.sleep(5)
number = 0
