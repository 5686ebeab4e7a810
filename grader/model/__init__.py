"""The nouns: frozen records and enums, no behaviour."""

from grader.model.outcomes import Level as Level
from grader.model.outcomes import Outcome as Outcome
from grader.model.outcomes import Party as Party
from grader.model.outcomes import Status as Status
from grader.model.records import CheckResult as CheckResult
from grader.model.records import Confinement as Confinement
from grader.model.records import Evidence as Evidence
from grader.model.records import ExerciseScore as ExerciseScore
from grader.model.records import Limits as Limits
from grader.model.records import Message as Message
from grader.model.records import Note as Note
from grader.model.records import Score as Score
from grader.model.records import Slice as Slice
from grader.model.records import Submission as Submission
from grader.model.rubric import Assignment as Assignment
from grader.model.rubric import Check as Check
from grader.model.rubric import Exercise as Exercise
from grader.model.rubric import Mistake as Mistake
from grader.model.rubric import Question as Question
from grader.model.rubric import Threshold as Threshold
