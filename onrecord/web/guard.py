"""The door: what a request must be before any page sees it, and what every answer carries.

In:   an ASGI application, the names this server goes by, perhaps a token.
Out:  the same application behind bounds: host, method, size, rate and token; with headers that allow nothing from
      elsewhere, an ETag on every answer and HEAD answered like GET.
Not here: what the pages show.
"""

from __future__ import annotations

import gzip
import hashlib
import hmac
import ipaddress
import time
from collections import OrderedDict
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_ADDRESS = 4096  # characters of path and query together
LARGEST_BODY = 0  # nothing is ever sent to a record that is only read
CLIENTS = 1000  # remembered at once; the one seen longest ago is forgotten
COOKIE = "onrecord_token"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Rate:
    """So many requests at once, so many a second after that; counted by client."""

    def __init__(self, burst: float, each_second: float) -> None:
        self.burst, self.each_second = burst, each_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def admits(self, client: str) -> bool:
        """True unless the client has used up what it had."""
        now = time.monotonic()
        left, seen = self._left.pop(client, (self.burst, now))
        left = min(self.burst, left + (now - seen) * self.each_second)
        self._left[client] = (max(left - 1, 0), now)
        if len(self._left) > CLIENTS:
            self._left.popitem(last=False)
        return left >= 1


class Guard:
    """The application behind its bounds."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], token: str | None, rate: Rate | None,
                 locked: str) -> None:
        self.app, self.hosts, self.token, self.rate, self.locked = app, hosts, token, rate, locked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refuse(scope, headers) or self._ask_token(scope, headers)
        head = scope["method"] == "HEAD"
        scope = {**scope, "method": "GET"} if head else scope
        answer = Answer(send, headers, head)
        if refusal:
            await refusal(scope, receive, answer.send)
        else:
            await self.app(scope, receive, answer.send)

    def _refuse(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the refusal of a request that is out of bounds, None for one that is not."""
        host = headers.get("host", "").rsplit("@")[-1]
        name = (host if host.endswith("]") else host.rsplit(":", 1)[0]).strip("[]").lower()
        if self.hosts and name not in self.hosts and not is_address(name):
            # Otherwise a page elsewhere could point its own name at this machine and read the record.
            return PlainTextResponse("This server does not go by that name.", 421)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("A record is only read here: GET.", 405, {"allow": "GET, HEAD"})
        if len(scope["path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            return PlainTextResponse(f"The address is longer than {LONGEST_ADDRESS} characters.", 414)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY or "transfer-encoding" in headers:
            return PlainTextResponse("A request carries no body here.", 413)
        client = scope["client"][0] if scope.get("client") else ""
        if self.rate and not self.rate.admits(client):
            return PlainTextResponse("Too many requests. Try again in a moment.", 429, {"retry-after": "1"})
        return None

    def _ask_token(self, scope: Scope, headers: Headers) -> Response | None:
        """Return a redirect that sets the cookie, a refusal, or None where the token is known."""
        if self.token is None or scope["path"].startswith("/static/"):
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for name, value in asked if name == "token"), None)
        if given is not None and self._is_token(given):
            rest = urlencode([(name, value) for name, value in asked if name != "token"])
            address = "/" + scope["path"].lstrip("/") + ("?" + rest if rest else "")
            response: Response = RedirectResponse(address, 303)
            response.set_cookie(COOKIE, given, httponly=True, samesite="strict", max_age=30 * 24 * 3600)
            return response
        scheme, _, value = headers.get("authorization", "").partition(" ")
        if (scheme.lower() == "bearer" and self._is_token(value.strip())) or self._is_token(find_cookie(headers)):
            return None
        return HTMLResponse(self.locked, 401, {"www-authenticate": "Bearer"})

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), (self.token or "").encode())


def is_address(name: str) -> bool:
    """True for a bare address: nobody can point that elsewhere, as a name can be."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def find_cookie(headers: Headers) -> str:
    """Return the token in the request's cookies, empty where there is none."""
    for pair in headers.get("cookie", "").split(";"):
        name, _, value = pair.strip().partition("=")
        if name == COOKIE:
            return value
    return ""


class Answer:
    """Holds an answer back until it is whole, so that it can carry an ETag and be spared where it is known."""

    def __init__(self, send: Send, asked: Headers, head: bool) -> None:
        self._send, self._asked, self._head = send, asked, head
        self._start: Message = {}
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        headers = MutableHeaders(raw=list(self._start["headers"]))
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        headers.setdefault("cache-control", "no-cache")
        headers.add_vary_header("Accept, Accept-Encoding, Cookie")
        status = self._start["status"]
        if status == 200:
            etag = f'W/"{hashlib.sha256(self._body).hexdigest()[:32]}"'
            headers["etag"] = etag
            known = {tag.strip() for tag in self._asked.get("if-none-match", "").split(",")}
            if etag in known or "*" in known:
                status, self._body = 304, b""
                del headers["content-length"]
        if status != 304 and self._gzips(headers):
            # The time is left out, so that the same page has the same bytes.
            self._body = gzip.compress(self._body, 5, mtime=0)
            headers["content-encoding"] = "gzip"
        if status != 304:
            headers["content-length"] = str(len(self._body))
        await self._send({"type": "http.response.start", "status": status, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": b"" if self._head else self._body})

    def _gzips(self, headers: MutableHeaders) -> bool:
        """True where the body is text worth shortening and the client takes it so."""
        text = headers.get("content-type", "").startswith(("text/", "application/json", "image/svg"))
        return text and len(self._body) > 1000 and "gzip" in self._asked.get("accept-encoding", "")
