# title = "piecewise and heaviside, a wide table that Seaborn draws in dashes, words for the letters' places"
#
# %% sigmoid
def sigmoid(x):
    positive = 1 / (1 + np.exp(-np.abs(x)))
    return np.where(np.asarray(x) >= 0, positive, 1 - positive)
# %% relu
def relu(x):
    return np.heaviside(x, 0) * x
# %% linear
linear = np.positive
# %% activation_figure
import pandas as pd
import seaborn as sns

wide = pd.DataFrame({"x": np.linspace(-10, 10, 401)}).set_index("x")
wide["Sigmoid function"] = sigmoid(wide.index.to_numpy())
wide["ReLU"] = relu(wide.index.to_numpy())
wide["Linear function"] = wide.index
axes = sns.lineplot(data=wide)
axes.set_ylabel("output of the neuron")
axes.legend(loc="lower right")
figure = axes.get_figure()
# %% statements
statements = dict(zip(range(1, 5), "acba"))
