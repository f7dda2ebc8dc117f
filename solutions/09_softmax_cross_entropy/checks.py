from autograder.spec import *
C = lambda n: Check(n, ("x",), example=(), hints=("a","b","c"))
CHECKS = tuple(C(n) for n in ("softmax","cross_entropy_loss","softmax_cross_entropy","softmax_cross_entropy_grad"))
QUIZ = (Question("q", (Option("a", "no"), Option("b", "yes", right=True))),)*4
