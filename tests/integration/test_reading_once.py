"""Many customers answer at once: a step reads the order once, however often it asks the rules."""

from __future__ import annotations

import re
from collections import Counter

from sqlalchemy import event

from helpcenter.flows.registry import FLOWS
from helpcenter.services.context import Context
from helpcenter.services.wizards import answer
from tests.integration.journeys import ADA, DELIVERED, enter, store_order
from tests.integration.timing import NOW

TABLES = ("orders", "order_lines", "shipments", "requests")


async def test_an_answer_reads_each_table_once(context: Context) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    read: Counter[str] = Counter()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        read.update(re.findall(rf"\b(?:FROM|JOIN) ({'|'.join(TABLES)})\b", statement))

    event.listen(context.database.engine.sync_engine, "before_cursor_execute", note)
    await answer(context, FLOWS["return-item"], ADA, NOW, question="lines", raw={"1": 1})
    assert read == Counter(TABLES)
