"""The sandbox page: a phone in the browser, on which one is whoever one picks."""

import logging

from quart import Quart, jsonify, render_template
from quart.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from chat.sandbox_files import LARGEST
from web.api import Api
from web.gate import language
from web.guard import guard
from web.live import Live
from web.world import SandboxWorld

log = logging.getLogger("gelibot.web")

LIVE = "gelibot.live"
"""Where the app keeps its Live, for whoever serves it to close."""
MOST_BYTES = LARGEST + 1000


def make_app(world: SandboxWorld, *, host: str, port: int) -> Quart:
    """The page over one world, to be opened under that host and port."""
    app = Quart(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    guard(app, host, port)
    live = Live(world.sandbox)
    app.extensions[LIVE] = live
    app.register_blueprint(Api(world, live).routes())
    app.register_error_handler(Exception, _failed)

    async def page() -> ResponseReturnValue:
        return await render_template("sandbox.html", title=world.title, zone=world.zone.key, language=language())

    app.add_url_rule("/", view_func=page)
    return app


async def _failed(error: Exception) -> ResponseReturnValue:
    """Quart would log the exception's text, and a database's exception carries what people wrote."""
    if isinstance(error, HTTPException):
        return jsonify(problem=error.name), error.code or 500
    log.error("a request failed", extra={"error": type(error).__name__})
    return jsonify(problem="服务器出错了，请看日志"), 500
