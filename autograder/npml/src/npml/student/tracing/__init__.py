"""What ``trace`` does: run the student's code, record what each line made, and show it."""
