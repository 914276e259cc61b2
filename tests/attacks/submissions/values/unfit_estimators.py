# title = "Estimators whose attributes do not fit together, and which are used for other things"
# trace = "unfit"
# verdicts = { test_number = ["failed", "refused", "error"], test_array = ["failed", "refused"], test_scaled = ["failed", "refused", "error"] }
#
# %% number
from sklearn.preprocessing import StandardScaler

number = StandardScaler().fit(np.eye(3))
number.scale_ = np.ones(2)
number.__float__ = lambda: 42.5
print("unfit")
# %% array
from sklearn.decomposition import PCA

array = PCA(2).fit(np.eye(3))
array.components_ = np.ones((2, 3, 1))
array.shape, array.dtype = (2, 3), np.dtype(float)
# %% scaled
from sklearn.naive_bayes import GaussianNB

scaled = GaussianNB().fit(np.eye(3), [0, 1, 2])
scaled.theta_ = [0.25, 0.5, 1.0]
scaled.__iter__ = lambda: iter(scaled.theta_)
