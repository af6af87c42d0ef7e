from classifiers import sklearn_rate
from peer import report

value, version = sklearn_rate("P3")
report("P3", "scikit-learn", version, "samples/s", value)
