"""Grading many submissions: find them, skip those with a valid recorded grade, grade the rest, here or on a cluster."""

from .. import lean  # noqa: F401  (must be imported first)
from .cluster import grade_on_cluster
from .config import GradingConfig
from .local import grade_here
from .scan import Found, scan
from .work import Job, Result, pending

__all__ = ["Found", "GradingConfig", "Job", "Result", "grade_here", "grade_on_cluster", "pending", "scan"]
