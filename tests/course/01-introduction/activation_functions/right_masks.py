# title = "Boolean masks on copies, vectorize, three coordinate systems with titles, figure as a grid of axes"
#
# %% sigmoid
def sigmoid(x):
    x = np.clip(x, -500, 500)
    return np.exp(x) / (np.exp(x) + 1)
# %% relu
@np.vectorize
def relu(x):
    return max(0.0, x)
# %% linear
linear = lambda x: 1 * x
# %% activation_figure
xs = np.linspace(-6, 6, 1000)
figure, grid = plt.subplots(1, 3, figsize=(9, 3))
for ax, f, name in zip(grid, (sigmoid, relu, linear), ("Sigmoid", "Rectified linear unit (ReLU)", "Linear (identity)")):
    ax.plot(xs, f(xs))
    ax.axvline(0, color="k")
    ax.plot(xs, xs, color="0.8", zorder=0)  # for comparison
    ax.set(title=name, xlabel="sum", ylabel="output")
figure.tight_layout()
# %% statements
import pandas as pd
statements = pd.Series({1: "A", 2: "C", 3: "B", 4: "A"})
