"""Documents -> self-contained HTML; pure."""

from grader.pages.feedback import page as page
