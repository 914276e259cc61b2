# title = "Products with conditions, drawn from a pandas table; legends in three coordinate systems"
#
# %% sigmoid
def sigmoid(x):
    return (np.tanh(np.asarray(x) / 2) + 1) / 2
# %% relu
def relu(x):
    return (abs(x) + x) / 2
# %% activation_figure
import pandas as pd

x = np.linspace(-5, 5, 60)
table = pd.DataFrame({"linear function": linear(x), "relu": relu(x), "SIGMOID": sigmoid(x)}, index=x)
axes = table.plot(subplots=True, xlabel="input", ylabel="output")
figure = plt.gcf()
