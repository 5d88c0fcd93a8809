from __future__ import annotations

import io
import json
import logging
import re
import uuid
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import IntegrityError

from helpcenter.logs import RedactedRecord, configure_logging
from helpcenter.redaction import MASK, redact_event, redact_foreign_text, redact_text, redact_traceback
from helpcenter.settings import LogFormat, Settings

EMAILS = st.emails()
UUIDS = st.uuids(version=4).map(str)
COOKIES = st.from_regex(r"[A-Za-z0-9_-]{32}", fullmatch=True)
WORDS = st.text(alphabet="abcdefghijklm nopqrstuvwxyz.,:!?\n", max_size=40)
KEYS = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the log of a running server would hold, as one JSON object a line."""
    stream = io.StringIO()
    root = logging.getLogger()
    before = root.handlers[:], root.level, logging.getLogRecordFactory()
    monkeypatch.setattr("sys.stderr", stream)
    configure_logging(Settings(log_format=LogFormat.JSON))
    yield stream
    root.handlers, level, factory = before
    root.setLevel(level)
    logging.setLogRecordFactory(factory)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def nested(secret: str) -> st.SearchStrategy[object]:
    sentence = st.tuples(WORDS, WORDS).map(lambda around: f"{around[0]} {secret} {around[1]}")
    leaf = st.one_of(sentence, st.just(secret), st.integers(), st.none(), st.booleans())
    return st.recursive(
        leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)
    )


@given(st.data(), st.one_of(EMAILS, UUIDS))
def test_no_event_lets_an_email_or_a_token_through(data: st.DataObject, secret: str):
    event = data.draw(st.dictionaries(KEYS, nested(secret), max_size=4))
    assert secret not in json.dumps(redact_event({**event, "event": f"about {secret}"}), ensure_ascii=False)


@given(WORDS, COOKIES, WORDS)
def test_no_text_lets_a_cookie_through(before: str, cookie: str, after: str):
    for text in (
        f"{before} hc_visitor={cookie}; {after}",
        f"{before} Cookie: a=1; other={cookie}",
        f"{before} 'cookie': 'other={cookie}'",
        f"{before} Set-Cookie: other={cookie}; Path=/",
    ):
        assert cookie not in redact_text(text)
        assert cookie not in redact_foreign_text(text)


@given(st.one_of(EMAILS, UUIDS), WORDS)
def test_no_traceback_lets_an_email_or_a_token_through(secret: str, words: str):
    try:
        raise LookupError(f"{words} {secret}") from ValueError(secret)
    except LookupError as error:
        text = redact_traceback(type(error), error, error.__traceback__)
    assert secret not in text
    assert "test_logs.py" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GET /_event/?token=abc-123&EIO=4", f"GET /_event/?token={MASK}&EIO=4"),
        ("Authorization: Bearer abc.def", f"Authorization: {MASK}"),
        ("sent bearer abc.def on", f"sent bearer {MASK} on"),
        ("to jane%40example.com now", f"to {MASK} now"),
        ("at postgresql+asyncpg://shop:hunter2@db/help", f"at {MASK}"),
        ("550e8400-e29b-41d4-a716-446655440000_reflex___state", f"{MASK}_reflex___state"),
        ("order S-1001 is late", "order S-1001 is late"),
    ],
)
def test_patterns_take_out_what_they_should_and_nothing_else(text: str, expected: str):
    assert redact_text(text) == expected


@pytest.mark.parametrize(
    "key",
    [
        *("email", "customer_email", "Cookie", "session-token", "password", "client_address"),
        *("shippingAddress", "name", "line1", "postal_code", "city"),
        *("answers", "payload", "form_data", "query", "router_data"),
    ],
)
def test_a_sensitive_key_is_masked_whatever_it_holds(key: str):
    assert redact_event({key: ["Jane", {"deep": "Doe"}]}) == {key: MASK}


@pytest.mark.parametrize("key", ["handler", "order_number", "reason", "handler_name", "event", "addressing"])
def test_a_harmless_key_keeps_its_value(key: str):
    assert redact_event({key: "S-1001", "count": 3}) == {key: "S-1001", "count": 3}


def test_a_line_break_cannot_forge_a_second_record():
    assert redact_text("first\n2026-01-01 [info] forged\x1b[2J\ud800") == (
        r"first\n2026-01-01 [info] forged\x1b[2J\ud800"
    )


def test_a_very_long_word_is_cut():
    """With a pattern that goes back at every letter, this would take an hour."""
    assert len(redact_text("x" * 1_000_000)) == 4_000


def test_an_object_that_cannot_be_shown_does_not_cost_the_record():
    class Unshowable:
        def __str__(self) -> str:
            raise RuntimeError

    assert redact_event({"thing": Unshowable()}) == {"thing": "<Unshowable>"}


def test_a_library_quoting_a_payload_is_cut(written: io.StringIO):
    payload = {"name": "Jane Doe", "line1": "5 Elm Street"}
    logging.getLogger("reflex.app").warning(f"Received event from session 1. Event data: {payload}")
    logging.getLogger("reflex.state").error("Expected field 'S.city' to receive type 'int', but got 'Elm'")
    logging.getLogger("reflex").error("[Reflex Frontend Exception]\n TypeError: 'Jane Doe' is not iterable")
    text = written.getvalue()
    assert "Event data" in text
    assert not re.search("Jane|Doe|Elm", text)


def test_an_unknown_handler_is_logged_without_its_payload(written: io.StringIO):
    from reflex_base.event import Event

    event = Event(name="state.nobody", payload={"email": "jane@example.com", "note": "it's Jane's"})
    try:
        raise KeyError(f"No registered handler found for event: {event}")
    except KeyError:
        logging.getLogger("reflex_base.event").exception(
            f"Error processing event queue entry for {event} [txid=1]:"
        )
    text = written.getvalue()
    assert "Error processing event queue entry" in text
    assert not re.search("jane|Jane", text)


def test_a_database_error_does_not_tell_its_parameters(written: io.StringIO):
    try:
        raise IntegrityError(
            "INSERT INTO orders", {"name": "Jane Doe", "city": "Elm Town"}, ValueError("UNIQUE")
        )
    except IntegrityError:
        structlog.get_logger("helpcenter.orders").exception("save_failed", order="S-1001")
    line = json.loads(written.getvalue())
    assert (line["event"], line["order"], line["level"]) == ("save_failed", "S-1001", "error")
    assert "IntegrityError" in line["exception"]
    assert not re.search("Jane|Doe|Elm", written.getvalue())


def test_a_validation_error_does_not_tell_the_input(written: io.StringIO):
    class Order(BaseModel):
        quantity: int

    try:
        Order(quantity="Jane Doe")  # type: ignore[arg-type]
    except ValidationError:
        logging.getLogger("helpcenter.orders").exception("refused")
    assert "int_parsing" in written.getvalue()
    assert "Jane" not in written.getvalue()


def test_a_handler_of_somebody_else_gets_redacted_records_too():
    stream = io.StringIO()
    theirs = logging.StreamHandler(stream)
    theirs.setFormatter(logging.Formatter("%(message)s %(args)s"))
    try:
        raise ValueError("jane@example.com")
    except ValueError as error:
        found = (type(error), error, error.__traceback__)
        theirs.handle(RedactedRecord("_granian", 40, "x.py", 1, "for %s", ("jane@example.com",), found))
    assert "ValueError" in stream.getvalue()
    assert "jane" not in stream.getvalue()


def test_a_wrong_placeholder_prints_no_arguments(written: io.StringIO):
    logging.getLogger("helpcenter").warning("%d orders", "jane@example.com")
    assert json.loads(written.getvalue())["event"] == "%d orders"


def test_every_line_says_when_who_and_how_bad(written: io.StringIO):
    structlog.get_logger("helpcenter.web").warning("refused %s", "once", token=uuid.uuid4())
    logging.getLogger("granian.access").info("%(path)s", {"path": "/search"})
    ours, theirs = map(json.loads, written.getvalue().splitlines())
    assert ours["event"] == "refused once"
    assert (ours["logger"], ours["level"], ours["token"]) == ("helpcenter.web", "warning", MASK)
    assert (theirs["logger"], theirs["level"], theirs["event"]) == ("granian.access", "info", "/search")
    assert ours["timestamp"].endswith("Z")


def test_libraries_neither_print_on_their_own_nor_write_down_statements(written: io.StringIO):
    import socketio

    socketio.AsyncServer(async_mode="asgi")  # adds handlers to loggers that have no level
    for name in ("engineio.server", "socketio.server"):
        assert logging.getLogger(name).handlers == []
    logging.getLogger("sqlalchemy.engine").info("SELECT 'Jane'")
    assert written.getvalue() == ""


def test_the_console_shows_the_traceback_once(capsys: pytest.CaptureFixture[str], written: io.StringIO):
    configure_logging(Settings(log_format=LogFormat.CONSOLE))
    try:
        raise ValueError("no")
    except ValueError:
        structlog.get_logger("helpcenter").exception("failed")
    assert capsys.readouterr().err.count("ValueError: no") == 1


def test_a_traceback_keeps_the_names_of_code():
    try:
        object().missing  # type: ignore[attr-defined] # noqa: B018
    except AttributeError as error:
        text = redact_traceback(type(error), error, error.__traceback__)
    assert "'object' object has no attribute 'missing'" in text
    assert "test_a_traceback_keeps_the_names_of_code" in text
