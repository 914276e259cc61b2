# title = "A gigabyte of messages, each as large as may be, as fast as they can be sent"
# trace = "sending"
# verdicts = { test_number = ["failed", "timeout", "kernel_died", "out_of_memory"] }
#
# %% number
import json
import time

print("sending", flush=True)
time.sleep(0.3)
kernel = get_ipython().kernel
session, parent = kernel.session, kernel.get_parent()
content = json.dumps({"data": {"text/plain": "x" * 3_500_000}, "metadata": {}}).encode()
for _ in range(300):
    message = session.msg("display_data", parent=parent)
    parts = [json.dumps(message[name], default=str).encode()
             for name in ("header", "parent_header", "metadata")]
    parts.append(content)
    kernel.iopub_socket.send_multipart([b"display_data", b"<IDS|MSG>", session.sign(parts), *parts])
number = 0
