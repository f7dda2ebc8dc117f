"""Figures and controls that a unit's widgets are made of; `autograder.widgets` is how units reach them."""
