"""Verdicts -> the canonical document, in a form for staff and a form for the student; pure."""

from grader.documents.build import ResultFacts as ResultFacts
from grader.documents.build import RunFacts as RunFacts
from grader.documents.build import Versions as Versions
from grader.documents.build import staff_document as staff_document
from grader.documents.codec import encode as encode
from grader.documents.codec import is_intact as is_intact
from grader.documents.codec import json_schema as json_schema
from grader.documents.codec import read_document as read_document
from grader.documents.codec import read_student_document as read_student_document
from grader.documents.codec import seal as seal
from grader.documents.codec import stable as stable
from grader.documents.late import Handing as Handing
from grader.documents.late import with_lateness as with_lateness
from grader.documents.rubric import Rubric as Rubric
from grader.documents.rubric import rubric as rubric
from grader.documents.schema import Document as Document
from grader.documents.schema import StudentDocument as StudentDocument
from grader.documents.scores_csv import scores_csv as scores_csv
from grader.documents.student_form import student_document as student_document
