# title = "A library turns the kernel by half a circle; what builds on it is not lost"
# [scores]
# test_convolve = 0
# test_vertical_kernel = 0
#
# %% convolve
from scipy import signal

def convolve(image, kernel):
    return signal.convolve2d(image, kernel, mode="valid")
# %% vertical_kernel
vertical_kernel = np.array([[1, 0, -1], [1, 0, -1], [1, 0, -1]])
