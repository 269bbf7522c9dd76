"""One `.sql` per question, by subject, and the small Python face that asks them."""

from ibdash.questions.catalogue import Check, Parameter, Question, all_questions, question
from ibdash.questions.face import answers, ask, count_rows, row_or_none
from ibdash.questions.known import changed_days, first_day, last_change

__all__ = [
    "Check",
    "Parameter",
    "Question",
    "all_questions",
    "answers",
    "ask",
    "changed_days",
    "count_rows",
    "first_day",
    "last_change",
    "question",
    "row_or_none",
]
