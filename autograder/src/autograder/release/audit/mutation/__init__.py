"""Mechanical mutants: the operators that make them, and the observations that decide where an operator is tried."""
