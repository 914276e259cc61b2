# title = "Subclasses of arrays that lie about their shape, their type and their content"
# trace = "claims \\(2, 3\\) float64"
# verdicts = { test_number = ["failed", "refused", "error"], test_array = ["failed", "refused"] }
#
# %% number
class Lying(np.ndarray):
    shape = property(lambda self: (2, 3))
    dtype = property(lambda self: np.dtype(float))
    size = property(lambda self: 6)
    nbytes = property(lambda self: 48)

    def __array_function__(self, *arguments, **named):
        return True

    def __array_ufunc__(self, *arguments, **named):
        return np.zeros(())

    def __array__(self, *arguments, **named):
        return np.arange(6.0).reshape(2, 3)

    def __getitem__(self, index):
        return np.arange(6.0).reshape(2, 3)[index]

    def tobytes(self, *arguments):
        return np.arange(6.0).tobytes()

    tolist = lambda self: [[0, 1, 2], [3, 4, 5]]
    __iter__ = lambda self: iter(self.tolist())
    __len__ = lambda self: 2


number = np.zeros(7).view(Lying)
# %% array
array = np.zeros(7).view(Lying)
print("claims", array.shape, array.dtype)
