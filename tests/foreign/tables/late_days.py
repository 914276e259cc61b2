from nbgrader.plugins import BasePlugin


class LateDays(BasePlugin):
    """A point for each day that has begun, from each notebook."""

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return -(-total_seconds_late // 86400)
