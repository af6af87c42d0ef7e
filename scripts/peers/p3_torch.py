from classifiers import torch_rate
from peer import report

value, version = torch_rate("P3")
report("P3", "pytorch", version, "samples/s", value)
