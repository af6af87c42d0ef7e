from classifiers import keras_rate
from peer import report

value, version = keras_rate("P5")
report("P5", "keras", version, "samples/s", value)
