"""A web server on this machine, for as long as something is measured or tested."""

from __future__ import annotations

import http.server
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    """Room for all that a browser asks at once: five, the default, get some refused on a busy machine."""

    def handle_error(self, request: object, client_address: object) -> None:
        """A page that is closed while it loads is no fault; anything else is told."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def answering(handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address, with a slash at the end, at which `handler` answers."""
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
