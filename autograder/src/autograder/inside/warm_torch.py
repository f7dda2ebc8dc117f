"""Imported in PyTorch's zygote: uses the library once, so that no submission pays for what it loads at its first use.

Some of it needs /proc, which a submission's zone has not (the kinds of processors), some of it a folder to write in.  It
has one thread here and in what is forked from here: a grade must not depend on how many there are.
"""

import torch

SEED = 20_240_229

torch.set_num_threads(1)
torch.set_num_interop_threads(1)
# A convolution, its gradient, and one step of an optimizer, whose first instance loads eight hundred modules.
_layer = torch.nn.Conv2d(1, 2, 3)
_optimizer = torch.optim.SGD(_layer.parameters(), lr=0.1)
_layer(torch.zeros(1, 1, 4, 4)).sum().backward()
_optimizer.step()
torch.manual_seed(SEED)
