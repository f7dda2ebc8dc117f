"""The grader of the course "NumPy로 처음부터 만드는 머신러닝"; what a student's kernel imports is in the package `npml`."""

__version__ = "0.2.0"
