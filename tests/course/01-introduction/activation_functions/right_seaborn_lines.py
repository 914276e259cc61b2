# title = "Products with conditions, Seaborn lines one by one, curves of other functions among them"
#
# %% sigmoid
def sigmoid(x):
    return np.power(1.0 + np.exp(-1.0 * np.asarray(x)), -1)
# %% relu
def relu(x):
    return x * (x > 0)
# %% activation_figure
import seaborn as sns

sns.set_theme()
x = np.linspace(-8, 8, 161)
figure, ax = plt.subplots()
for f, label in [(linear, "linear"), (relu, "relu"), (np.tanh, "tanh"), (sigmoid, "sigmoid")]:
    sns.lineplot(x=x, y=f(x), label=label, ax=ax)
ax.plot(x, np.abs(x), linestyle=":")
ax.set_xlabel("x")
ax.set_ylabel("f(x)")
