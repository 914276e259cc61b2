# title = "Messages to the client with the display ids of other cells, and with any execution count"
# trace = "sent 16 messages"
# alarm = "none of a kernel's messages .of another kind"
# verdicts = "failed"
#
# %% number
kernel = get_ipython().kernel
session, parent = kernel.session, kernel.get_parent()


def forge(kind, **content):
    session.send(kernel.iopub_socket, kind, content=content, parent=parent)


for display in ("14", "test_number", "points", None):
    for kind in ("display_data", "update_display_data", "execute_result"):
        forge(
            kind,
            data={"text/plain": "14"},
            metadata={},
            transient={"display_id": display},
            execution_count=14,
        )
for kind in ("execute_input", "clear_output", "unknown"):
    forge(kind, code="", execution_count="<script>count()</script>", wait=True)
forge("stream", name="stdout", text="sent 16 messages")
number = 0
