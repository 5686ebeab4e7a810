"""The pages: safe against what students write, readable by everybody, and the same bytes for the same document."""

import itertools
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import grader.pages
from grader.course.config import LatePolicy
from grader.documents import Handing, encode, staff_document, student_document
from grader.documents.schema import Kept
from grader.model import Evidence, Message, Note, Outcome
from grader.pages import page
from grader.pages.view import view
from grader.pages.visible import visible
from tests.grader.documents.samples import (
    RESULTS,
    RUBRIC,
    RUN,
    STARTED,
    SUBMISSION,
    confusion,
    facts,
    perfect,
    with_result,
)
from tests.grader.pages.markup import Markup

HOSTILE = (
    "</p></main><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<a href='javascript:alert(1)'>click</a>",
    "</style><style>*{display:none}</style>",
    "</title></svg><svg onload=alert(1)>",
    "]]><!--",
    "<!DOCTYPE html><html>",
    "{{ 7 * 7 }}{% include 'feedback.css' %}",
    "&lt;script&gt;&#60;script&#62;",
    "url(https://example.org/x) @import 'https://example.org'; expression(alert(1))",
    "<base href=https://example.org/><meta http-equiv=refresh content='0;url=https://example.org'>",
    "\x00\x1b[31mred\x1b[0m\x07",
    "\u202eevil\u2066\u200b\ufeff\U000e0041",
    "\ud800 alone",
)
ALLOWED = (
    *("html", "head", "meta", "title", "style", "body", "header", "main", "section", "footer", "h1", "h2", "h3"),
    *("a", "p", "strong", "span", "div", "i", "code", "ol", "ul", "li", "dl", "dt", "dd", "details", "summary"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption"),
    *("svg", "desc", "path", "rect", "text", "g", "polyline", "polygon", "circle", "image", "pre", "mark", "wbr"),
)


def everywhere(text):
    """Facts in which every text that a student, an author or a file can bring in is this one."""
    curve = Evidence("curve", text, {"series": {text: [[0, 1], [1, 0]], text + "2": [[0, 2]]}})
    matrix = Evidence("confusion", text, {"matrix": confusion(3)})
    images = Evidence("images", text, {"images": [[0.0, 1.0]], "shape": [1, 2]})
    results = tuple(
        replace(
            result,
            message=Message(text, {text: text}),
            convention=text,
            swapped=(text,),
            evidence=(curve, matrix, images),
            frames=((5, text),),
            kinds=(text,),
        )
        for result in RESULTS
    )
    kinds = ("magic", "not_needed", "undefined", text)
    code = replace(SUBMISSION.slice, source=SUBMISSION.slice.source.replace("E = np.exp(Z)", text.replace("\n", " ")))
    submission = replace(SUBMISSION, filename=text, slice=code, notes=tuple(Note(kind, text, 1, 1) for kind in kinds))
    parts = tuple(
        replace(
            part, text=text, explanation=text, rows=tuple(replace(row, title=text, sentence=text) for row in part.rows)
        )
        for part in RUBRIC.parts
    )
    run = replace(RUN, rubric=replace(RUBRIC, title=text, parts=parts), term=text, data={text: text})
    return facts(run=run, submission=submission, results=results)


def pages_of(given_facts):
    """The staff's page and the student's."""
    document = staff_document(given_facts)
    return [page(document, audience) for audience in ("instructor", "student")]


def assert_harmless(text):
    """Nothing in the page runs, loads, leads elsewhere or stays open."""
    markup = Markup(text)

    assert {tag for tag, _ in markup.elements} <= set(ALLOWED)
    assert markup.mistakes == []
    assert markup.open == []
    for _, attributes in markup.elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "srcdoc", "action")]
        assert re.fullmatch(r"#[\w-]+|data:image/png;base64,[\w+/=]+", attributes.get("href", "#x"))
        assert re.fullmatch(r"width:\d{1,3}%", attributes.get("style", "width:0%"))
    assert text.count("<style") == text.count("</style") == 1
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", text)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_only_text(hostile):
    """Tags, styles, links, templates, escape sequences and bidi marks are shown as what they are."""
    for text in pages_of(everywhere(hostile)):
        assert_harmless(text)
        assert visible(hostile.replace("\ud800", "\ufffd"))[:20] in Markup(text).text


@given(st.text(max_size=40))
def test_any_text_is_only_text(text):
    """Whatever characters stand wherever they can, the page keeps its shape."""
    for made in pages_of(everywhere(text)):
        assert_harmless(made)


def test_the_page_is_self_contained_and_runs_nothing():
    """A strict policy, no script, nothing from anywhere else."""
    for text in pages_of(facts()):
        policy = next(m["content"] for m in Markup(text).of("meta") if m.get("http-equiv") == "Content-Security-Policy")

        assert policy == (
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        )
        assert "<script" not in text
        assert "http://" not in text
        assert "https://" not in text
        assert "@import" not in text
        assert_harmless(text)


def test_the_same_document_gives_the_same_bytes():
    """From either form, and from the JSON of the staff's."""
    document = staff_document(facts())

    assert page(document, "student") == page(student_document(document), "student")
    assert page(document, "instructor") == page(encode(document), "instructor")


def test_no_time_is_in_a_page():
    """Grading again on another day gives the same page."""
    day = STARTED + timedelta(days=1)

    assert pages_of(facts()) == pages_of(facts(started_at=day, finished_at=day))


def test_the_staffs_page_needs_the_staff_form():
    """What is not in the student form cannot be shown."""
    with pytest.raises(ValueError, match="staff form"):
        page(student_document(staff_document(facts())), "instructor")


def test_screen_readers_find_their_way():
    """Landmarks, one first heading, none skipped, unique ids, labels that exist, scopes on table headings."""
    for text in pages_of(facts()):
        markup = Markup(text)
        levels = [int(tag[1]) for tag, _ in markup.elements if re.fullmatch(r"h\d", tag)]
        ids = [attributes["id"] for _, attributes in markup.elements if "id" in attributes]
        labels = [a["aria-labelledby"] for _, a in markup.elements if "aria-labelledby" in a]
        links = [a["href"][1:] for a in markup.of("a")]

        assert [len(markup.of(tag)) for tag in ("header", "main", "footer")] == [1, 1, 1]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        assert len(ids) == len(set(ids))
        assert {name for label in labels for name in label.split()} | set(links) <= set(ids)
        assert all(attributes.get("scope") in ("col", "row") for attributes in markup.of("th"))
        assert markup.of("html")[0]["lang"] == "en"
        assert [m for m in markup.of("meta") if m.get("name") == "viewport"]


def test_every_picture_has_a_title_and_a_text_made_of_its_data():
    """Who cannot see the picture reads the same numbers; small keys beside a caption are hidden from them."""
    for text in pages_of(facts()):
        markup = Markup(text)
        drawn = [attributes for attributes in markup.of("svg") if attributes.get("role") == "img"]
        keys = [attributes for attributes in markup.of("svg") if attributes.get("role") != "img"]

        assert drawn
        assert len(drawn) == len(markup.of("desc"))
        assert all(attributes["aria-hidden"] == "true" for attributes in keys)
        assert "training loss: from 2.3 to" in markup.text
        assert "445 of 593 answers are right." in markup.text


def test_the_student_reads_what_was_promised_what_held_and_what_to_do():
    """Score, exercises, promises, messages, the line of code, and what to mend first."""
    text = Markup(page(staff_document(facts()), "student")).text

    for said in (
        "19 of 31 points",
        "2 of 9 points",
        "Each row of the result sums to one.",
        "yours sum to 0.33.",
        "What to do next",
        "The result stays finite for logits as large as 1000.",
        "cell 3, line 2",
        "E = np.exp(Z)",
        "The exception was FloatingPointError.",
        "Graded with our softmax in place of yours",
        "Accepted convention: mean over the batch.",
        "Asked for: at least 0.93 for 8 points",
        "Left out, because no exercise needs it",
        "Lines that begin with % or ! are for the notebook only.",
        "Scores are rounded to a hundredth of a point",
        SUBMISSION.slice.sha256,
        "Graded with",
        "nngrader 0.1.0",
    ):
        assert said in text


@pytest.mark.parametrize(
    ("promised", "shown"),
    [
        ("each row sums to one.", "Each row sums to one."),
        ("fit returns the model.", "fit returns the model."),
        ("loss and dw stay finite.", "loss and dw stay finite."),
        ("X is left as it was.", "X is left as it was."),
        ("what `f(x)` gives, `<b>` too.", "What <code>f(x)</code> gives, <code>&lt;b&gt;</code> too."),
        ("what `f gives.", "What f gives."),
        ("a filter adds up.", "A filter adds up."),
        ("a may be small.", "a may be small."),
        ("names holds ``Wk``; as `shift` does.", "names holds <code>Wk</code>; as <code>shift</code> does."),
    ],
)
def test_names_of_the_code_keep_their_spelling(promised, shown):
    """A promise begins with a capital, unless its first word may be a name of the code; what is marked as code is code."""
    parts = tuple(
        replace(part, rows=tuple(replace(row, sentence=promised) for row in part.rows)) for part in RUBRIC.parts
    )

    for text in pages_of(facts(run=replace(RUN, rubric=replace(RUBRIC, parts=parts)), results=RESULTS)):
        assert f'<span class="sentence">{shown}</span>' in text


def test_only_staff_read_details_and_hidden_titles():
    """The preview says that it is one."""
    staff, student = (Markup(text).text for text in pages_of(facts()))

    for said in (
        "Staff preview.",
        "Two logits 1000 apart.",
        "large_logits",
        "[[1000. 0.]]",
        "Details for staff",
        "650",
    ):
        assert said in staff
        assert said not in student


def test_the_page_names_no_file():
    """A file's name often holds a person's."""
    for text in pages_of(facts()):
        assert "ann.ipynb" not in text


def test_lateness_is_explained():
    """How late, what it took, and of what."""
    policy = LatePolicy("percent", 10.0, grace_s=900)
    late = facts(run=replace(RUN, policy=policy), handing=Handing(STARTED + timedelta(hours=30), STARTED))
    text = Markup(pages_of(late)[1]).text

    assert "Handed in 1 day and 6 hours after the due date." in text
    assert "For 2 begun days after 15 minutes of grace, 3.8 of the 19 points earned are taken off." in text
    assert "15.2 of 31 points" in text


@pytest.mark.parametrize(
    ("policy", "said"),
    [(LatePolicy(), "That costs nothing."), (LatePolicy("lms"), "Your course system applies its own rule")],
)
def test_lateness_that_costs_nothing_is_said(policy, said):
    """A late student without a penalty reads that there is none."""
    late = facts(run=replace(RUN, policy=policy), handing=Handing(STARTED + timedelta(seconds=1), STARTED))
    text = Markup(pages_of(late)[1]).text

    assert "Handed in 1 second after the due date." in text
    assert said in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"results": (), "submission": replace(SUBMISSION, slice=None, problem="not JSON")}, "It is not a zero."),
        ({"results": with_result("one_step", outcome=Outcome.CHECK_FAULT, earned=0)}, "the score is withheld"),
        ({"results": RESULTS[:-1]}, "has not been judged yet"),
    ],
)
def test_without_a_score_the_page_says_why(changes, said):
    """No score is never shown as a zero."""
    for text in pages_of(facts(**changes)):
        shown = Markup(text).text

        assert "No score" in shown
        assert said in shown
        assert "What to do next" not in shown
        assert_harmless(text)


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if not outcome.value.endswith("_fault")])
def test_every_outcome_is_explained(outcome):
    """No outcome word of ours is shown bare: each is said in plain language."""
    results = with_result(
        "rows_sum_to_one", outcome=outcome, earned=4 if outcome is Outcome.PASSED else 0, message=None
    )
    text = Markup(pages_of(facts(results=results))[1]).text

    assert "_return" not in text
    assert "timed_out" not in text
    assert len(text) > 500


def test_what_to_do_next_comes_from_one_check():
    """Beside the message of one check never stands the hint of another, which may be about something else."""
    for own in ("", "Divide by the sum."):
        hints = {"rows_sum_to_one": own, "large_logits": "Shift each row."}
        results = tuple(replace(result, hint=hints.get(result.check, "")) for result in RESULTS)
        _, _, step, hint = view(student_document(staff_document(facts(results=results)))).steps[0]

        assert "yours sum to 0.33." in step
        assert hint == own


def test_a_perfect_submission_has_nothing_to_do_next():
    """Everything is complete, and what was checked can be unfolded."""
    text = pages_of(facts(results=perfect(), submission=replace(SUBMISSION, notes=())))[1]
    shown = Markup(text).text

    assert "31 of 31 points" in shown
    assert "What to do next" not in shown
    assert "About your file" not in shown
    assert "does not hold" not in shown


def test_a_kept_score_and_further_attempts_are_said():
    """Never-lower is explained to the student."""
    document = staff_document(facts(attempt=2))
    lower = msgspec.structs.replace(document, kept=Kept(result_id=document.result_id, later_score=12.5))
    unread = msgspec.structs.replace(document, kept=Kept(result_id=document.result_id, later_score=None))

    assert "A later grading came to 12.5; your earlier, higher score stands." in Markup(page(lower, "student")).text
    assert "A later grading could not be graded" not in Markup(page(unread, "student")).text
    assert "A later file could not be graded; your earlier score stands." in Markup(page(unread, "student")).text
    assert "attempt 2" in Markup(page(lower, "student")).text


def luminance(color):
    """Relative luminance, as the accessibility guidelines define it."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Contrast ratio of two colors."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_color_has_enough_contrast(scheme):
    """Text has at least 4.5 to 1 against every ground that it stands on, lines of curves at least 3 to 1."""
    css = (Path(grader.pages.__file__).parent / "templates" / "feedback.css").read_text()
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    colors = dict(re.findall(r"--(\w+): (#\w{6})", blocks[scheme]))

    for ground in ("back", "card", "fill"):
        for name in ("ink", "soft", "link", "good", "part", "bad", "quiet", "fault"):
            assert contrast(colors[name], colors[ground]) >= 4.5, (name, ground)
        for line in range(6):
            assert contrast(colors[f"l{line}"], colors[ground]) >= 3, (line, ground)
