# title = "The inputs end at 3"
# [scores]
# test_activation_figure = 0
#
# %% activation_figure
inputs = np.linspace(-5, 3, 300)
figure = plt.figure()
for name, function in {"sigmoid": sigmoid, "ReLU": relu, "linear": linear}.items():
    plt.plot(inputs, function(inputs), label=name)
plt.xlabel("input")
plt.ylabel("output")
plt.legend()
