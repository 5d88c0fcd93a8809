"""What other programs print is read, or refused: never taken for a figure."""

from __future__ import annotations

import pytest

from bench.machine import first_line_with_a_digit
from bench.parts.pages import rate_of_oha, rate_of_wrk
from bench.processes import CannotMeasure, resident_bytes_in

WRK = """\
Running 4s test @ http://127.0.0.1:3000/articles/track-my-order
  1 threads and 32 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     3.21ms    1.11ms  22.10ms   91.11%
    Req/Sec     9.87k   512.31    10.61k    82.50%
  39283 requests in 4.00s, 812.11MB read
Requests/sec:   9820.75
Transfer/sec:    203.02MB
"""
OHA = """\
Summary:
  Success rate:\t100.00%
  Total:\t4.0007 sec
  Requests/sec:\t9820.7512
"""


def test_the_rate_is_read_from_what_wrk_says():
    assert rate_of_wrk(WRK) == 9820.75


@pytest.mark.parametrize(
    "trouble", ["Non-2xx or 3xx responses: 12", "Socket errors: connect 0, read 3, timeout 1"]
)
def test_wrk_measured_nothing_where_not_every_answer_was_a_page(trouble: str):
    with pytest.raises(CannotMeasure, match=trouble):
        rate_of_wrk(WRK.replace("Requests/sec", f"  {trouble}\nRequests/sec"))


def test_the_rate_is_read_from_what_oha_says():
    assert rate_of_oha(OHA) == 9820.7512


def test_oha_measured_nothing_where_not_every_answer_was_a_page():
    with pytest.raises(CannotMeasure):
        rate_of_oha(OHA.replace("100.00", "99.98"))


@pytest.mark.parametrize("read", [rate_of_wrk, rate_of_oha])
def test_words_without_a_rate_are_no_figure(read: object):
    assert callable(read)
    with pytest.raises(CannotMeasure, match="no figure"):
        read("unable to connect")


def test_memory_is_that_of_a_process_and_of_all_that_it_started():
    listed = """\
      1     0  9999
     10     1   100
     20    10   200
     30    20   400
     40     1   800
    """
    assert resident_bytes_in(listed.rstrip(" "), 10) == 700 * 1_024


def test_a_version_is_the_line_that_has_a_digit():
    assert first_line_with_a_digit("nginx version:\n nginx/1.22.1\nbuilt 2024") == "nginx/1.22.1"
    assert first_line_with_a_digit("unknown") == ""
