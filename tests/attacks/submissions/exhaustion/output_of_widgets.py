# title = "The state of widgets, a megabyte each"
# trace = "opened"
# verdicts = { test_number = ["failed", "timeout"] }
#
# %% number
kernel = get_ipython().kernel
for number in range(200):
    kernel.session.send(
        kernel.iopub_socket,
        "comm_open",
        content={
            "comm_id": str(number),
            "target_name": "jupyter.widget",
            "data": {"state": {"_model_module": "m", "text": "x" * 1_000_000}},
        },
        parent=kernel.get_parent(),
    )
print("opened")
number = 0
