"""One file for each subcommand of `helpcenter`; `helpcenter/cli.py` says how to add one."""
