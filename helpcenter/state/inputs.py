"""What our handlers take from a browser."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from helpcenter.state.input_types import Input, ShortText

# Wider than any answer may be, so that one which is too long gets the question's own words for it.
Essay = Annotated[str, StringConstraints(max_length=20_000)]


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]*$", max_length=64)]
# As the shop's own system has it, to the letter.
LineId = Annotated[str, StringConstraints(max_length=100)]


class OrderForm(Input):
    number: Essay = ""
    email: Essay = ""


class RequestForm(Input):
    reference: Essay = ""
    email: Essay = ""


class AnswerForm(Input):
    """`answer` for a choice or a text, `line` for quantities, and `line_id` for the line that each is of.

    `evidence` holds ids of files with spaces between. The others are the parts of an address. `question` and
    `draft` say which page was answered: a lost connection or another tab may have moved the wizard on.
    """

    question: Key = ""
    draft: Key = ""
    answer: Essay | None = None
    line: tuple[ShortText, ...] = ()
    line_id: tuple[LineId, ...] = ()
    name: Essay = ""
    line1: Essay = ""
    line2: Essay = ""
    city: Essay = ""
    region: Essay = ""
    postal_code: Essay = ""
    country: Essay = ""
    evidence: Essay | None = None

    @model_validator(mode="after")
    def _names_the_line_of_each_quantity(self) -> Self:
        if len(self.line) != len(self.line_id):
            raise ValueError("a quantity without its line")
        return self


class QuestionKey(Input):
    question: Key


class Vote(Input):
    value: Literal["yes", "no"]


class SendForm(Input):
    """The seals of the page that was checked."""

    answers_seal: Key = ""
    terms_seal: Key = ""
