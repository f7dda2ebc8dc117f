"""Mechanical mutants: the operators that make them, and what the hidden cases show of a solution beforehand."""
