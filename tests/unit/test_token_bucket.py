from __future__ import annotations

import pytest

from helpcenter.web.token_bucket import Rate, TokenBucket, TokenBuckets


def test_a_bucket_lets_a_burst_through_and_then_an_even_flow():
    bucket = TokenBucket(Rate(3, 30), now=100)
    assert [bucket.take(100) for _ in range(4)] == [True, True, True, False]
    assert not bucket.take(109.9)
    assert bucket.take(110)
    assert not bucket.take(110)
    assert [bucket.take(1_000) for _ in range(4)] == [True, True, True, False]


def test_a_clock_that_goes_back_gives_nothing():
    bucket = TokenBucket(Rate(1, 1), now=100)
    assert bucket.take(100)
    assert not bucket.take(50)
    assert not bucket.take(100)


def test_each_key_has_a_bucket_and_the_longest_unused_is_forgotten():
    buckets: TokenBuckets[str] = TokenBuckets(Rate(1, 60), most_keys=2)
    assert buckets.take("a", 0)
    assert buckets.take("b", 0)
    assert not buckets.take("a", 0)
    assert buckets.take("c", 0)  # "b" goes
    assert len(buckets) == 2
    assert not buckets.take("a", 0)
    assert buckets.take("b", 0)


@pytest.mark.parametrize(
    ("text", "rate"),
    [("30/second", Rate(30, 1)), ("5 per 10 minutes", Rate(5, 600)), ("1/hour", Rate(1, 3_600))],
)
def test_a_rate_is_read_from_words(text: str, rate: Rate):
    assert Rate.parse(text) == rate


def test_a_rate_that_makes_no_sense_is_an_error():
    with pytest.raises(ValueError, match="often"):
        Rate.parse("often")
