# title = "A widget that takes over the outputs of other cells"
# trace = "opened"
# verdicts = "failed"
#
# %% number
kernel = get_ipython().kernel
state = {
    "_model_module": "@jupyter-widgets/output",
    "_model_name": "OutputModel",
    "outputs": [{"output_type": "execute_result", "data": {"text/plain": "14"}}],
    "msg_id": kernel.get_parent()["header"]["msg_id"],
}
content = {"comm_id": "1", "target_name": "jupyter.widget", "data": {"state": state}}
print("opened", flush=True)
for kind in ("comm_open", "comm_msg"):
    kernel.session.send(kernel.iopub_socket, kind, content=content, parent=kernel.get_parent())
number = 0
