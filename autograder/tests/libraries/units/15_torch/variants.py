import torch

from autograder.authoring import variant


@variant("slope", "autograd")
def slope__autograd(X, w):
    if len(w) != len(X[0]):
        raise ValueError("w")
    w = torch.from_numpy(w).clone().requires_grad_()
    (found,) = torch.autograd.grad((torch.from_numpy(X) @ w).square().mean(), w)
    return found.detach().numpy()
