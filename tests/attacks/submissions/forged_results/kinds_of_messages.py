# title = "Messages of kinds that no kernel sends, and the input of a cell once more"
# trace = "sent"
# alarm = "none of a kernel's messages .a second input"
# verdicts = { test_number = "failed" }
#
# %% number
kernel = get_ipython().kernel
points = {"code": "", "points": 14}
for kind in ("points", "verdict", "execute_input", "execute_reply"):
    kernel.session.send(kernel.iopub_socket, kind, points, parent=kernel.get_parent())
print("sent")
number = 0
