from classifiers import torch_rate
from peer import report

value, version = torch_rate("P5")
report("P5", "pytorch", version, "samples/s", value)
