# title = "The judge is sent a set of numbers that all have the same hash"
# trace = "colliding"
# verdicts = { test_table = ["refused", "timeout", "failed"] }
#
# %% table
import nbjudge.kernels.codec.plain as plain

class Colliding(list):
    """Is sent as a set; as one, it would take as long here as there."""

def encode(writer, value):
    plain._encode_items(writer, "set", list(value))

plain.ENCODERS = {Colliding: encode, **plain.ENCODERS}
table = Colliding(n * (2**61 - 1) for n in range(40_000))
print("colliding")
