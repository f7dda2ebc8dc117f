"""What both sides of the trust boundary share: values, programs, comparison.

Nothing here knows a reference, a hidden case or a file name.
"""
