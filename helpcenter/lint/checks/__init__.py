"""One check a module; `helpcenter/lint/registry.py` lists them."""
