"""Steps: what things there are, the dated steps of each, and its timeline with what was refused and contradicts."""

from gigawatch.question.step.answer import step_answer, thing_answer
from gigawatch.question.step.course import Course, find_courses
from gigawatch.question.step.record import course_record
from gigawatch.question.step.text import render_courses

__all__ = ["Course", "course_record", "find_courses", "render_courses", "step_answer", "thing_answer"]
