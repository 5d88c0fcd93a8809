"""What can be measured: each module measures one subject, and its docstring says which."""

from __future__ import annotations

from bench.parts import index, keys, lookups, pages, paint, search, sockets, start, wizards

# What people see comes first.
PARTS = {
    "paint": paint,
    "keys": keys,
    "search": search,
    "pages": pages,
    "sockets": sockets,
    "wizards": wizards,
    "lookups": lookups,
    "start": start,
    "index": index,
}
