"""One call to a webhook: a WeCom group robot or any URL that takes JSON. No redirects, no proxies, TLS except to this machine."""

import http.client
import json
import ssl
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")
FORMS = ("wecom", "json")
_TIMEOUT = 10.0
"""Seconds for connecting and for each answer."""
_LONGEST_ANSWER = 64 * 1024
_WECOM_TOO_OFTEN = 45009


class NotTaken(Exception):
    """The webhook did not take it, or nobody knows. The reason is ours, never what the other side wrote."""

    def __init__(self, reason: str, *, too_often: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.too_often = reason, too_often


def checked_url(value: str) -> str:
    """The URL if it may be used; raises ValueError. Its query is a secret and stands in no message."""
    parts = urlsplit(value)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise ValueError("an address such as https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=… is needed")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise ValueError("https is needed; http only to this machine (127.0.0.1)")
    if parts.username or parts.password or any(c.isspace() or ord(c) < 32 for c in value):
        raise ValueError("no user, password or blank may stand in it")
    _ = parts.port  # raises for one that is no number
    return value


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where the second voice speaks."""

    url: str = field(repr=False)
    form: str = "wecom"
    timeout: float = _TIMEOUT

    def send(self, text: str) -> None:
        """Post it; blocks, so call it in a thread. Raises NotTaken."""
        parts = urlsplit(self.url)
        body = {"msgtype": "text", "text": {"content": text}} if self.form == "wecom" else {"text": text}
        connection = _connection(parts, self.timeout)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", path, json.dumps(body, ensure_ascii=False).encode(), {"Content-Type": "application/json"})
            with connection.getresponse() as answer:
                status, words = answer.status, answer.read(_LONGEST_ANSWER)
        except (OSError, http.client.HTTPException) as error:
            raise NotTaken(type(error).__name__) from error
        finally:
            connection.close()
        if not 200 <= status < 300:
            raise NotTaken(f"status {status}", too_often=status == 429)
        if self.form == "wecom":
            _look_at(words)


def _look_at(words: bytes) -> None:
    """WeCom answers 200 to everything, and says in the body what it thinks."""
    try:
        code = json.loads(words)["errcode"]
    except (ValueError, KeyError, TypeError):
        raise NotTaken("no answer of a group robot") from None
    if code != 0:
        number = code if isinstance(code, int) else 0
        raise NotTaken(f"errcode {number}", too_often=number == _WECOM_TOO_OFTEN)


def _connection(parts: SplitResult, timeout: float) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "https":
        return http.client.HTTPSConnection(host, parts.port, timeout=timeout, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, parts.port, timeout=timeout)
