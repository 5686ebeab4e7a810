"""The object that checks talk to, and the two ways to answer it in this process."""

from grader.student.calls import latest_calls as latest_calls
from grader.student.local import LocalSession as LocalSession
from grader.student.local import LocalTransport as LocalTransport
from grader.student.local import local_session as local_session
from grader.student.local import local_student as local_student
from grader.student.proxy import Function as Function
from grader.student.proxy import Handle as Handle
from grader.student.proxy import Student as Student
from grader.student.reply import Callbacks as Callbacks
from grader.student.reply import Observation as Observation
from grader.student.reply import answer_callback as answer_callback
from grader.student.serving import serve as serve
from grader.student.serving import stand_beside as stand_beside
from grader.student.session import NOTHING_SERVED as NOTHING_SERVED
from grader.student.session import LoadError as LoadError
from grader.student.session import OpenSession as OpenSession
from grader.student.session import Served as Served
from grader.student.session import Session as Session
from grader.student.session import Transport as Transport
from grader.student.transcript import Transcript as Transcript
