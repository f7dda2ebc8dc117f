"""Visible checks, hints and quiz of unit 06."""

import numpy as np
from autograder.spec import Call, Check, Get, New, Option, Prop, Question, case
CHECKS = (Check("Adam", ("lr","beta1","beta2","eps"), example=(case(New("opt","Adam"), Call("opt.update", np.array([1.0]), np.array([2.0]))),), hints=("a","b","c"), methods={"update": ("params","grads")}),)
QUIZ = (Question("q", (Option("a", "no"), Option("b", "yes", right=True))),)
