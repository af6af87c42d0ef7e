from classifiers import sklearn_rate
from peer import report

value, version = sklearn_rate("P4")
report("P4", "scikit-learn", version, "samples/s", value)
