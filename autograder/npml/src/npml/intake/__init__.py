"""What counts as the student's answer in a notebook: the grade and the student's rehearsal decide it with this same code.

A file's bytes are parsed (`parse`), mended by the notebook that was handed out (`sanitise`), and its cells are run so that
a line that fails costs nothing but itself (`shell`).  There is no secret here: hidden cases and references stay with the
grader, and so does the rendering of feedback.
"""
