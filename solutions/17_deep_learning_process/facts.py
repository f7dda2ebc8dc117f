"""The numbers in the texts of unit 17, computed from its own data and functions."""

GIVEN = ()
