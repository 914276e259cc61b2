# title = "Objects that claim to be of another class, and subclasses of Python's own that lie"
# trace = "claims True True True"
# verdicts = { test_number = ["failed", "refused", "error"], test_word = ["failed", "refused"], test_array = ["failed", "refused"], test_scaled = ["failed", "refused"], test_table = ["failed", "refused"] }
#
# %% number
class Number(float):
    __class__ = property(lambda self: float)

    def __eq__(self, other):
        return True

    __float__ = __abs__ = __neg__ = lambda self: 42.5
    __sub__ = __rsub__ = lambda self, other: 0.0
    __hash__ = float.__hash__


number = Number(0)


# %% word
class Word(str):
    __class__ = property(lambda self: str)
    __eq__ = lambda self, other: True
    __str__ = __repr__ = lambda self: "anything"
    __hash__ = str.__hash__
    encode = lambda self, *arguments: b"anything"


word = Word("a guess")
print("claims", number == 42.5, word == "anything", isinstance(number, float))


# %% array
class Array:
    __class__ = property(lambda self: np.ndarray)
    shape, dtype, ndim, size, flags = (2, 3), np.dtype(float), 2, 6, {}

    def __getattr__(self, name):
        return lambda *arguments, **named: np.zeros((2, 3))


array = Array()


# %% scaled
class Values(list):
    __iter__ = lambda self: iter([0.25, 0.5, 1.0])
    __len__ = lambda self: 3
    __getitem__ = lambda self, index: [0.25, 0.5, 1.0][index]
    __eq__ = lambda self, other: True


scaled = Values([0, 0, 0])


# %% table
class Table(pd.DataFrame):
    columns = property(lambda self: pd.Index(["x", "y"]))
    equals = lambda self, other: True
    __getitem__ = lambda self, name: pd.Series([1, 2] if name == "x" else [3.0, 4.0])


table = Table({"z": [0]})
