"""What was decided, on disk: one SQLite file of verdicts, and the layout of the folder around it."""

from grader.ledger.cache_key import cache_key as cache_key
from grader.ledger.folder import Folder as Folder
from grader.ledger.folder import write_atomic as write_atomic
from grader.ledger.records import Published as Published
from grader.ledger.records import Verdict as Verdict
from grader.ledger.store import Ledger as Ledger
from grader.ledger.store import open_ledger as open_ledger
