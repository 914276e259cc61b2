# title = "Errors whose names, texts and lines control a terminal, and are markup and formulas"
# trace = "raising"
# verdicts = { test_number = "failed", test_word = "failed", test_double = ["failed", "error"] }
#
# %% number
controls = "\x1b]0;title\x07\x1b[2J\x1b[1A\r\x08\x9b31m\u202e"
link = "\x1b]8;;https://active.example\x1b\\link\x1b]8;;\x1b\\ [link=//active.example]x[/link]"
script = "<script>alert('active')</script><img src=//active.example/a.png>"
print("raising")
number = 0
raise type(f"=1+1{script}{controls}", (Exception,), {"__module__": script})(script + link + controls)
# %% word
word = "a guess"
kernel = get_ipython().kernel
error = {"ename": f"=1{script}", "evalue": f"@SUM(1){link}", "traceback": [script, controls] * 20}
sent = kernel.session.send(kernel.iopub_socket, "error", error, parent=kernel.get_parent())


# %% double
def double(x):
    raise type(f"+1{script}{controls}", (Exception,), {})(f"-1+1 {controls} {script}")
