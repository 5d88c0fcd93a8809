from helpcenter.articles.article import Question
from helpcenter.articles.markup import parse_markdown
from helpcenter.articles.questions import questions_in

ASKED = (
    "Before.\n\n## How far?\n\nTen *miles*.\n\n### By sea\n\nTwelve.\n\n## How *long*?\n\n- A day\n- or two\n"
)


def test_an_article_of_questions_is_one() -> None:
    assert questions_in(parse_markdown(ASKED)) == (
        Question("How far?", "Ten miles.\nTwelve."),
        Question("How long?", "A day\nor two"),
    )


def test_a_question_among_other_sections_makes_none() -> None:
    assert questions_in(parse_markdown(f"{ASKED}\n## What to pack\n\nSocks.")) == ()
    assert questions_in(parse_markdown("## How far?\n\nTen miles.")) == ()
    assert questions_in(parse_markdown("No heading at all.")) == ()


def test_a_question_without_an_answer_is_none() -> None:
    assert questions_in(parse_markdown("## How far?\n\n## How long?\n\nA day.")) == ()
