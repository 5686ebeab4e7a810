"""The object that checks talk to, and the two ways to answer it in this process."""

from grader.student.calls import latest_calls as latest_calls
from grader.student.local import LocalSession as LocalSession
from grader.student.local import LocalTransport as LocalTransport
from grader.student.local import local_session as local_session
from grader.student.local import local_student as local_student
from grader.student.proxy import Function as Function
from grader.student.proxy import Handle as Handle
from grader.student.proxy import Student as Student
from grader.student.reply import Observation as Observation
from grader.student.reply import answer_callback as answer_callback
from grader.student.session import LoadError as LoadError
from grader.student.session import OpenSession as OpenSession
from grader.student.session import Session as Session
from grader.student.session import Transport as Transport
