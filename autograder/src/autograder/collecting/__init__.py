"""What students handed in, taken from an LMS into the class folder: whose it is, of which unit, when, and from where.

Archives are read, never extracted.  Every version is kept with receipts (`receipts`); what nobody can decide from
the archive waits in ``class/inbox/`` for a person.
"""
