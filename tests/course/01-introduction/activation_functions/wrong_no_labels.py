# title = "Of three coordinate systems only the last has labels; answers by name, keys from one"
# [scores]
# test_activation_figure = 0
# test_statements = 0
# test_more_statements = 0
#
# %% activation_figure
x = np.linspace(-5, 5, 200)
figure = plt.figure()
for i, (f, name) in enumerate([(sigmoid, "sigmoid"), (relu, "ReLU"), (linear, "linear")]):
    plt.subplot(1, 3, i + 1)
    plt.plot(x, f(x))
    plt.title(name)
plt.xlabel("x")
plt.ylabel("f(x)")
# %% statements
statements = {1: "sigmoid", 2: "linear", 3: "ReLU", 4: "sigmoid"}
# %% more_statements
more_statements = {1: "B", 2: "B", 3: "C"}
