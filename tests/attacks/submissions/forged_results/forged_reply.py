# title = "The client is told that the cell has ended, while it goes on"
# trace = "told"
# verdicts = { test_table = "timeout" }
#
# %% table
import time

kernel = get_ipython().kernel
session, parent = kernel.session, kernel.get_parent()
print("told", flush=True)
time.sleep(0.2)
reply = {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}
for name in ("shell_stream", "shell_socket"):
    stream = getattr(kernel, name, None)
    stream = getattr(stream, "socket", stream)
    if stream is not None:
        idents = getattr(kernel, "_parent_ident", {}).get("shell", [b""])
        session.send(stream, "execute_reply", content=reply, parent=parent, ident=idents)
session.send(kernel.iopub_socket, "status", content={"execution_state": "idle"}, parent=parent)
time.sleep(60)
table = pd.DataFrame({"x": [0]})
