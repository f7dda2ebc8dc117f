"""Grades go back to where the submissions came from: the sheets of learning management systems, and a spreadsheet."""
