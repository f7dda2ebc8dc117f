"""What the class got wrong: a page to project, on which nobody can be found, and a page to work with.

Both are made from the recorded verdicts (names, points, keys of the bank), never from students' values; only the page
to work with shows code of students, bare of comments.  Neither has scripts or fetches anything.
"""

#: The pages by their names on the command line, and their files.
FOR_CLASS, FOR_ME = "class", "me"
CLASS_PAGE, MY_PAGE = "class.html", "index.html"
