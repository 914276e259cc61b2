# title = "The client is sent messages that are none"
# trace = "sending"
# alarm = "none of a kernel's messages"
# verdicts = { test_number = "kernel_died" }
#
# %% number
import time

print("sending", flush=True)
# Until the message is on its way.
time.sleep(0.3)
socket = get_ipython().kernel.iopub_socket
for frames in (
    [b"topic"],
    [b"topic", b"<IDS|MSG>"],
    [b"topic", b"<IDS|MSG>", b"signature", b"{}", b"{}", b"{}", b"{}"],
    [b"topic", b"<IDS|MSG>", b"", b"[" * 100_000, b"{}", b"{}", b"{}"],
    [b"\xff" * 1000] * 100,
):
    socket.send_multipart(frames)
number = 0
