# title = "Messages are signed with another key"
# trace = "signed"
# alarm = "none of a kernel's messages"
# verdicts = { test_number = "kernel_died" }
#
# %% number
import time

print("signed", flush=True)
time.sleep(0.3)
get_ipython().kernel.session.key = b"another"
print("not shown")
number = 0
