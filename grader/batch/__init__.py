"""Many submissions: one parent, several grading processes, the files of DIR."""

from grader.batch.bands import known_bands as known_bands
from grader.batch.parent import File as File
from grader.batch.parent import Judged as Judged
from grader.batch.parent import judge_all as judge_all
from grader.batch.results import Writing as Writing
from grader.batch.results import environment as environment
from grader.batch.results import run_facts as run_facts
from grader.batch.results import write_result as write_result
from grader.batch.results import write_scores as write_scores
