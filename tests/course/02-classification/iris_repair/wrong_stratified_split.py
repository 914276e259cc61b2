# title = "Stratified split, scale of all flowers together, early stopping ascribed to training, random rows"
# [scores]
# test_iris_split = 0
# test_scaling = 0
# test_set_uses = 0
# test_comment_verdicts = 0
#
# %% iris_split
iris = load_iris()
X_train, X_test, species_train, species_test = train_test_split(
    iris.data, iris.target, train_size=0.6, random_state=123, stratify=iris.target
)
# %% scaling
def scale(train, test):
    scaler = MinMaxScaler().fit(np.concatenate([train, test]))
    return scaler.transform(train), scaler.transform(test)


X_train_scaled, X_test_scaled = scale(X_train, X_test)
# %% set_uses
set_uses = {
    "weights": "training",
    "scaler": "training",
    "epochs": "training",
    "layers": "validation",
    "report": "test",
}
# %% comment_verdicts
comment_verdicts = {
    "a": "true",
    "b": "false",
    "c": "true",
    "d": "false",
    "e": "true",
    "f": "true",
    "g": "true",
    "h": "false",
}
