from classifiers import torch_rate
from peer import report

value, version = torch_rate("P4")
report("P4", "pytorch", version, "samples/s", value)
