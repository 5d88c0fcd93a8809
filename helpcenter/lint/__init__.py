"""`helpcenter check`: independent checks over a store's files. `registry.py` lists them."""
