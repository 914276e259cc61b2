# title = "The labels of the axes are exchanged; vectorize takes whole numbers from a first zero"
# [scores]
# test_relu = 0
# test_activation_figure = 0
#
# %% relu
@np.vectorize
def relu(x):
    return max(0, x)
# %% activation_figure
x = np.linspace(-5, 5, 100)
plt.plot(x, sigmoid(x), label="sigmoid")
plt.plot(x, np.maximum(x, 0), label="relu")
plt.plot(x, linear(x), label="linear")
plt.xlabel("f(x)")
plt.ylabel("x")
plt.legend()
figure = plt.gcf()
