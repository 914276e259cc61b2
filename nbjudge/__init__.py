"""nbjudge: an autograded edition of "Introduction to deep learning", and its grader."""
