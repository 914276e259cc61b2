# title = "Curves without a legend; the matching as a list"
# [scores]
# test_activation_figure = 0
# test_statements = 0
#
# %% activation_figure
x = np.linspace(-5, 5, 200)
figure, ax = plt.subplots()
for f in (sigmoid, relu, linear):
    ax.plot(x, f(x), label=f.__name__)
ax.set_xlabel("x")
ax.set_ylabel("f(x)")
# %% statements
statements = ["A", "C", "B", "A"]
