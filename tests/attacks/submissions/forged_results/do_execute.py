# title = "The kernel answers every later request with success and runs nothing"
# trace = "patched do_execute"
# alarm = "none of a kernel's messages .a part is missing"
# verdicts = "failed"
#
# %% number
kernel = get_ipython().kernel


async def do_execute(code, silent, *arguments, **named):
    return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}


kernel.do_execute = do_execute
print("patched", kernel.do_execute.__name__)
number = 0
word, array, scaled = "a guess", np.zeros((2, 3)), [0, 0, 0]
table = pd.DataFrame({"x": [0]})


def double(x):
    return x
