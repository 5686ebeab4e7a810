"""A course folder -> records: configuration, assignments, the source that checks depend on, the roster."""

from grader.course.catalog import Course, CourseAssignment, assignment_ids, load_assignment, open_course
from grader.course.config import CourseConfig, LatePolicy, key
from grader.course.promises import promises
from grader.course.roster import Roster, RosterEntry, read_roster

__all__ = [
    "Course",
    "CourseAssignment",
    "CourseConfig",
    "LatePolicy",
    "Roster",
    "RosterEntry",
    "assignment_ids",
    "key",
    "load_assignment",
    "open_course",
    "promises",
    "read_roster",
]
