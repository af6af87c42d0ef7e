"""Arrays as NumPy writes them, one file for each type, order and version. Run in this folder; needs numpy (2.4.6)."""

import numpy
from numpy.lib import format

values = numpy.arange(12).reshape(4, 3)
for name in ["<f4", ">f4", "<f8", ">f8", "<i2", ">i4", "<i8", ">i8", "<u2", ">u8", "|i1", "|u1", "|b1"]:
    array = (values % 2 if name == "|b1" else values).astype(name)
    file = {"<": "little_", ">": "big_", "|": ""}[name[0]] + name[1:]
    numpy.save(f"{file}.npy", array)
numpy.save("fortran.npy", numpy.asfortranarray(values.astype("<f4")))
numpy.save("images_fortran.npy", numpy.asfortranarray(numpy.arange(24).reshape(2, 3, 4).astype("|u1")))
numpy.save("row.npy", numpy.array([0, 1, 1, 0]))
numpy.save("nan.npy", numpy.array([[1, 2], [3, numpy.nan]]))
numpy.save("objects.npy", numpy.array([{"a": 1}, None]), allow_pickle=True)
numpy.save("words.npy", numpy.array(["a", "bc"]))
numpy.save("records.npy", numpy.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")]))
numpy.save("complex.npy", numpy.array([1j]))
for version in [(1, 0), (2, 0), (3, 0)]:
    with open(f"version{version[0]}.npy", "wb") as file:
        format.write_array(file, values.astype("<f4"), version=version)
x = numpy.linspace(-1, 1, 40).reshape(20, 2).astype("<f4")
y = (x[:, 0] > 0).astype("<i8") + 3
numpy.savez("stored.npz", inputs=x, targets=y)
numpy.savez_compressed("deflated.npz", inputs=x, targets=y)
