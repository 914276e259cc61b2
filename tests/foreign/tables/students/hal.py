# Right, with much printed and drawn, in cells of his own as well.

# %% solve rivers

# %% before rivers q2
print(rivers.to_string())
for i in range(2000):
    print("row", i)

# %% before rivers q4_test
np.random.seed(1)
values = np.random.rand(5)
values, standardized(values)

# %% solve plots

# %% before plots p3
ax.figure

# %% before plots p3_test
plt.plot([1, 2, 3])
plt.title("mine")
undefined_name
