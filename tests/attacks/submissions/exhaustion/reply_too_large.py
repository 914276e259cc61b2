# title = "The reply to a request holds six megabytes"
# trace = "replying"
# alarm = "a message of more than 4 MB"
# verdicts = { test_table = "kernel_died" }
#
# %% table
import time

print("replying", flush=True)
# Until the message is on its way.
time.sleep(0.3)
kernel = get_ipython().kernel
reply = {"status": "ok", "payload": ["x" * 6_000_000], "user_expressions": {}}
for name in ("shell_stream", "shell_socket"):
    stream = getattr(kernel, name, None)
    stream = getattr(stream, "socket", stream)
    if stream is not None:
        idents = getattr(kernel, "_parent_ident", {}).get("shell", [b""])
        parent = kernel.get_parent()
        kernel.session.send(stream, "execute_reply", reply, parent=parent, ident=idents)
        break
time.sleep(5)
table = pd.DataFrame({"x": [0]})
