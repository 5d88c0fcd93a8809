"""nginx for the files of a static site: one worker, as ours is one, and gzip on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.processes import CannotMeasure, running, wait_until_it_answers
from tests.running_app import free_port

_CONFIGURATION = """\
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{ worker_connections 1024; }}
http {{
  types {{
    text/html html; text/css css; text/javascript js;
    application/json json; image/svg+xml svg; font/woff2 woff2;
  }}
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=10000;
  keepalive_requests 1000000;
  gzip on;
  gzip_vary on;
  gzip_types text/css text/javascript application/json image/svg+xml;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {site};
    location / {{ try_files $uri $uri.html $uri/index.html =404; }}
    location /assets/ {{ add_header Cache-Control "public, max-age=31536000, immutable"; }}
  }}
}}
"""


def find_nginx() -> str:
    """Distributions put it where only root's PATH leads."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])
    found = shutil.which("nginx", path=path)
    if found is None:
        raise CannotMeasure("nginx is not installed; on Debian and Ubuntu: apt-get install nginx-light")
    return found


@contextmanager
def serving_files(site: Path, folder: Path) -> Iterator[str]:
    """The address under which the files of `site` are served; "/a/b" is b.html in the folder a."""
    nginx, port = find_nginx(), free_port()
    folder.mkdir(parents=True, exist_ok=True)
    configuration, log = folder / "nginx.conf", folder / "nginx.log"
    # As root it would hand its worker to a user who may not read a private scratch folder.
    user = "user root;" if os.geteuid() == 0 else ""
    configuration.write_text(
        _CONFIGURATION.format(folder=folder.resolve(), site=site.resolve(), port=port, user=user)
    )
    command: list[str | Path] = [
        nginx,
        "-p",
        folder.resolve(),
        "-c",
        configuration.resolve(),
        "-e",
        log.resolve(),
        "-g",
        "daemon off;",
    ]
    with running(command, log) as process:
        url = f"http://127.0.0.1:{port}"
        wait_until_it_answers(f"{url}/", process, log)
        yield url
