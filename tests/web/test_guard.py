"""What is let in, and what every answer carries."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from onrecord.web import build_app
from onrecord.web.guard import Rate


def build_client(path, **bounds) -> TestClient:
    return TestClient(build_app(path, **bounds), base_url="http://127.0.0.1", follow_redirects=False)


def test_every_answer_forbids_what_is_inline_or_from_elsewhere(client):
    for address in ("/", "/nowhere", "/search.json", "/static/style.css", "/statements/none.json"):
        policy = client.get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


@pytest.mark.parametrize(("host", "status"), [
    ("127.0.0.1:8000", 200),
    ("localhost", 200),
    ("[::1]:8000", 200),
    ("192.168.7.7", 200),  # an address cannot be pointed elsewhere
    ("evil.example", 421),  # a name can
    ("localhost.evil.example", 421),
    ("", 421),
])
def test_only_its_own_names_are_answered_to(client, host, status):
    assert client.get("/api", headers={"host": host}).status_code == status


def test_a_record_is_only_read(client):
    assert client.post("/search").status_code == 405
    assert client.delete("/articles/x").status_code == 405
    assert client.request("GET", "/", content=b"x").status_code == 413
    assert client.get("/search?q=" + "a" * 5000).status_code == 414


def test_one_client_is_bounded_and_another_is_not_held_up():
    rate = Rate(burst=3, each_second=0)
    assert [rate.admits("a") for _ in range(5)] == [True, True, True, False, False]
    assert rate.admits("b")


def test_too_many_requests_are_refused(record_path):
    client = build_client(record_path, rate=Rate(burst=2, each_second=0))
    assert [client.get("/api").status_code for _ in range(3)] == [200, 200, 429]


def test_without_the_token_nothing_is_shown(record_path):
    client = build_client(record_path, token="secret", hosts=())
    for address in ("/", "/search.json", "/openapi.json", "/overview", "/nowhere"):
        reply = client.get(address)
        assert reply.status_code == 401
        assert "Okafor" not in reply.text
    assert client.get("/?token=wrong").status_code == 401
    assert client.get("/static/style.css").status_code == 200


def test_the_token_is_given_once_and_kept_as_a_cookie(record_path):
    client = build_client(record_path, token="secret", hosts=())
    reply = client.get("/search?q=quarry&token=secret")
    assert (reply.status_code, reply.headers["location"]) == (303, "/search?q=quarry")
    cookie = reply.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert client.get("/search?q=quarry").status_code == 200


def test_programs_give_the_token_in_a_header(record_path):
    client = build_client(record_path, token="secret", hosts=())
    assert client.get("/search.json", headers={"authorization": "Bearer secret"}).status_code == 200
    assert client.get("/search.json", headers={"authorization": "Bearer secre"}).status_code == 401


def test_a_redirect_never_leads_elsewhere(record_path):
    client = build_client(record_path, token="secret", hosts=())
    assert client.get("http://127.0.0.1//evil.example/?token=secret").headers["location"].startswith("/evil.example")


def test_what_has_not_changed_is_not_sent_again(client):
    for address in ("/", "/search.json?q=quarry", "/static/app.js"):
        etag = client.get(address).headers["etag"]
        again = client.get(address, headers={"if-none-match": etag})
        assert (again.status_code, again.content) == (304, b"")


def test_head_is_answered_like_get_without_the_body(client):
    reply = client.head("/search.json")
    assert (reply.status_code, reply.content) == (200, b"")
    assert int(reply.headers["content-length"]) > 100


def test_no_path_of_the_machine_is_shown(client, record_path):
    for address in ("/nowhere", "/statements/none", "/people/none.json", "/articles/none", "/pictures/none.svg",
                    "/search?since=x", "/", "/overview", "/openapi.json"):
        reply = client.get(address)
        assert str(record_path.parent) not in reply.text
        assert record_path.name not in reply.text


def test_a_question_that_takes_too_long_is_broken_off(record_path, monkeypatch):
    from onrecord.web import patience

    monkeypatch.setattr(patience, "PATIENCE", -1.0)
    monkeypatch.setattr(patience, "OFTEN", 1)
    client = build_client(record_path)
    assert client.get("/search?q=quarry").status_code == 503
    assert "takes too long" in client.get("/search.json").json()["error"]
