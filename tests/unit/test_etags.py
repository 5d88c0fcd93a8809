from __future__ import annotations

import pytest

from helpcenter.web.etags import is_known


@pytest.mark.parametrize("etag", ['"abc"', 'W/"abc"'])
@pytest.mark.parametrize(
    ("sent", "known"),
    [
        (['"abc"'], True),
        (['W/"abc"'], True),
        (['"another", W/"abc"'], True),
        (['"another"', '"abc"'], True),
        (["*"], True),
        ([], False),
        ([""], False),
        (['"another"'], False),
        (['"abcd"'], False),
        (['"ab', 'c"'], False),
        (["abc"], False),
    ],
)
def test_a_tag_is_known_by_its_name_however_it_was_marked_on_the_way(etag: str, sent: list[str], known: bool):
    assert is_known(etag, sent) is known
