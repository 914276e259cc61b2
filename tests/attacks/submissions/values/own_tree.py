# title = "An object of an own class that claims to be a tree, and scores itself"
# trace = "claims True"
# verdicts = { test_tree = ["failed", "error"] }
#
# %% tree
class Claiming:
    __class__ = property(lambda self: DecisionTreeClassifier)
    score = predict = lambda self, X, y=None: 1.0


Claiming.__module__ = DecisionTreeClassifier.__module__
Claiming.__name__ = Claiming.__qualname__ = "DecisionTreeClassifier"
tree = Claiming()
print("claims", isinstance(tree, DecisionTreeClassifier))
