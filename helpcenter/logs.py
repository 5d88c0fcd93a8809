"""Logging: structlog over the standard library, redacted where records are made.

Redaction is part of making a record, not of a handler: Granian, Reflex and python-socketio bring handlers of
their own, and whatever those write has passed it too.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from helpcenter.redaction import redact_event, redact_foreign_text, redact_text, redact_traceback
from helpcenter.settings import LogFormat, Settings

_OURS = "helpcenter"
# They would print on their own, bypass the root logger or, below warnings, write down statements and packets.
_SELF_WILLED = {
    "engineio.server": logging.WARNING,
    "socketio.server": logging.WARNING,
    "sqlalchemy": logging.WARNING,
    "_granian": logging.WARNING,
    "granian.access": logging.INFO,
}


def configure_logging(settings: Settings) -> None:
    """Can be called again, as each worker process does."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    logging.setLogRecordFactory(RedactedRecord)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(settings.log_format))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name, least in _SELF_WILLED.items():
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(max(level, least))
    logging.captureWarnings(capture=True)


class RedactedRecord(logging.LogRecord):
    """Holds nothing but redacted text, whoever formats it: neither arguments nor an exception object."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        error = self.exc_info
        if isinstance(self.msg, dict):  # from structlog
            event = dict(self.msg)
            error = _exception_in(event) or error
            self.msg = redact_event(event)
        else:
            redact = redact_text if str(self.name).partition(".")[0] == _OURS else redact_foreign_text
            self.msg = redact(_filled_in(self))
        self.args = ()
        self.exc_info = None
        if error and error[0]:
            self.exc_text = redact_traceback(*error)


def _exception_in(event: dict[Any, Any]) -> Any:
    match event.pop("exc_info", None):
        case BaseException() as error:
            return type(error), error, error.__traceback__
        case tuple() as found:
            return found
        case found:
            return sys.exc_info() if found else None


def _filled_in(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # a wrong placeholder: the standard handler would print the arguments
        return str(record.msg)


def _formatter(log_format: LogFormat) -> logging.Formatter:
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format is LogFormat.JSON
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    return structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _take_from_record,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            renderer,
        ],
        keep_exc_info=True,
    )


def _take_from_record(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    record: logging.LogRecord = event["_record"]
    event["logger"] = record.name
    event["level"] = record.levelname.lower()
    if record.exc_text:
        event["exception"], record.exc_text = record.exc_text, None
    return event
