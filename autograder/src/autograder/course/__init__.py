"""A course as its professor keeps it: settings, roster, and what was handed in when.

Everything here lies in the class folder and works without nbgrader and without a sandbox.
"""
