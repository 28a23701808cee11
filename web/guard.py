"""Who may talk to the page: a browser on this machine that opened it, and no other site through that browser."""

from quart import Quart, Response, request
from quart.typing import ResponseReturnValue

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: with that a browser sends our own forms without saying that they are ours.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    # What people say must not lie about in a browser's cache.
    "Cache-Control": "no-store",
}


def guard(app: Quart, host: str, port: int, origin: str | None = None) -> None:
    """Refuse foreign hosts (a rebound name would make us same-origin) and posts from foreign pages; set the headers.

    `origin` is the address people open when it is not this machine's own: a proxy in front of us.
    """
    hosts = allowed_hosts(host, port)
    origins = {f"http://{one}" for one in hosts}
    if origin is not None:
        hosts, origins = hosts | {origin.partition("://")[2]}, origins | {origin}

    async def refuse_strangers() -> ResponseReturnValue | None:
        if request.headers.get("Host", "").lower() not in hosts:
            return "unknown host", 403
        if request.method not in ("GET", "HEAD") and request.headers.get("Origin", "").lower() not in origins:
            return "unknown origin", 403
        return None

    async def set_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers[name] = value
        if request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "private, max-age=60"  # no words of anybody's
        return response

    app.before_request(refuse_strangers)
    app.after_request(set_headers)


def allowed_hosts(host: str, port: int) -> frozenset[str]:
    """The names by which this page is opened."""
    named = f"[{host}]" if ":" in host else host
    hosts = {f"{name.lower()}:{port}" for name in ("127.0.0.1", "localhost", named)}
    return frozenset(hosts | {one.removesuffix(":80") for one in hosts})
