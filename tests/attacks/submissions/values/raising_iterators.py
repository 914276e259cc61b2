# title = "Iterators that raise, in the place of an end, what other protocols take for one"
# trace = "raising"
# verdicts = { test_scaled = ["failed", "error"], test_array = ["failed", "refused"] }
#
# %% array
class Sequence:
    """A sequence of the old kind: its end is an IndexError."""

    def __getitem__(self, index):
        raise IndexError(index)


array = Sequence()


# %% scaled
class Items:
    def __iter__(self):
        raise StopIteration

    def __next__(self):
        raise StopAsyncIteration

    def __getattr__(self, name):
        raise AttributeError(name)


scaled = Items()
print("raising")
