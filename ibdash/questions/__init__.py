"""One `.sql` per question, by subject, and the small Python face that asks them."""

from ibdash.questions.catalogue import Parameter, Question, all_questions, question
from ibdash.questions.face import ask, row_or_none

__all__ = ["Parameter", "Question", "all_questions", "ask", "question", "row_or_none"]
