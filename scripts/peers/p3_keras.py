from classifiers import keras_rate
from peer import report

value, version = keras_rate("P3")
report("P3", "keras", version, "samples/s", value)
