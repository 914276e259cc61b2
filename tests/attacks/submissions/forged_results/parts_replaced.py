# title = "Parts of the kernel are replaced in its own object, and in a class that has them from others"
# trace = "replaced 2"
# alarm = "replaced parts of the grader: .*do_execute, .*run_line_magic"
# verdicts = "failed"
#
# %% number
import types

kernel = get_ipython().kernel
do_execute = kernel.do_execute


async def run(self, code, silent, *arguments, **named):
    if code:
        return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}
    return await do_execute(code, silent, *arguments, **named)


kernel.do_execute = types.MethodType(run, kernel)
type(kernel.shell).run_line_magic = print
print("replaced", 2)
number = 0
word, array, scaled = "a guess", np.zeros((2, 3)), [0, 0, 0]
table = pd.DataFrame({"x": [0]})


def double(x):
    return x
