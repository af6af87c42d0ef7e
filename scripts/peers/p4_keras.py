from classifiers import keras_rate
from peer import report

value, version = keras_rate("P4")
report("P4", "keras", version, "samples/s", value)
