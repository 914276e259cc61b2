# title = "Objects that run code wherever they are unpickled or copied"
# trace = "(?s)loaded by hand: ran"
# verdicts = { test_number = ["failed", "refused", "error"], test_word = ["failed", "refused"], test_array = ["failed", "refused"], test_double = ["failed", "refused", "error"], test_scaled = ["failed", "refused", "error"], test_table = ["failed", "refused"] }
#
# %% number
import pickle
import tempfile


PLACE = tempfile.gettempdir() + "/unpickled"


class Bomb:
    """Unpickled by the judge it would make every comparison a success."""

    def __reduce__(self):
        code = (
            "import numpy, nbjudge.checks, builtins\n"
            "numpy.testing.assert_allclose = lambda *a, **k: None\n"
            f"open({PLACE!r}, 'w').write('ran')\n"
        )
        return exec, (code,)

    __reduce_ex__ = lambda self, protocol: self.__reduce__()
    __hash__ = lambda self: 1


saved, testing = np.testing.assert_allclose, np.testing
pickle.loads(pickle.dumps(Bomb()))
print("loaded by hand:", open(PLACE).read())
testing.assert_allclose = saved
number = Bomb()
# %% word
word = {Bomb(): Bomb(), "word": (Bomb(), {1: [Bomb()]})}
# %% array
array = np.array([[Bomb()] * 3] * 2, dtype=object)


# %% double
def double(x):
    if x == 2:
        return [Bomb()]
    raise ValueError(Bomb())


# %% scaled
class Trouble(ValueError):
    def __init__(self, *arguments):
        super().__init__(Bomb(), *arguments)

    def __getattribute__(self, name):
        return Bomb()


scaled = [Trouble()]
scaled[0].extra = Bomb()
# %% table
table = pd.DataFrame({"x": [Bomb(), 2], "y": [3.0, Bomb()]})
table.attrs["z"] = Bomb()
