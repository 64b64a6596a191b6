"""An empty answer of Starlette and uvicorn, after a bare durable commit of what was sent."""

import socket
import sqlite3
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def main(database: str) -> None:
    """Answer at a free port, which is said first, until the process is ended."""
    bare = sqlite3.connect(database, isolation_level=None)
    for statement in ("journal_mode = WAL", "synchronous = FULL", "fullfsync = ON"):
        bare.execute(f"PRAGMA {statement}")
    bare.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b BLOB)")

    async def commit(request: Request) -> Response:
        bare.execute("INSERT INTO t (b) VALUES (?)", (await request.body(),))
        return Response()

    app = Starlette(routes=[Route("/", commit, methods=["POST"])])
    config = uvicorn.Config(app, loop="asyncio", http="h11", log_config=None, access_log=False)
    server = uvicorn.Server(config)
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.bind(("127.0.0.1", 0))
    print(bound.getsockname()[1], flush=True)
    server.run([bound])


if __name__ == "__main__":
    main(sys.argv[1])
