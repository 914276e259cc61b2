# title = "Text that can't be written as UTF-8, in values, messages and outputs"
# trace = "(?s)half"
# verdicts = { test_word = ["failed", "refused"], test_double = ["failed", "error", "refused"], test_table = ["failed", "refused"] }
#
# %% word
import json

half = "half \ud83d of a character"
kernel = get_ipython().kernel
parent = kernel.get_parent()


def send(kind, content):
    """Sends a message as it is: the kernel itself would refuse to encode it."""
    session = kernel.session
    message = session.msg(kind, content=content, parent=parent)
    pack = lambda part: json.dumps(part, default=str).encode()
    parts = [pack(message[name]) for name in ("header", "parent_header", "metadata", "content")]
    kernel.iopub_socket.send_multipart([b"stream", b"<IDS|MSG>", session.sign(parts), *parts])


print("half")
send("stream", {"name": "stdout", "text": half})
send("display_data", {"data": {"text/plain": half, half: half}, "metadata": {half: half}})
send("error", {"ename": half, "evalue": half, "traceback": [half]})
word = half


# %% double
def double(x):
    raise ValueError("half \ud83d of a character")


# %% table
table = pd.DataFrame({"x\ud83d": [1, 2], "y": ["\ud83d", "\x00"]})
