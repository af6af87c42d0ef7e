"""P7: what starting to use PyTorch takes."""

import torch  # noqa: F401
