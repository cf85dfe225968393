"""The address of a server: whatever it says, no password stands in it or is told of it."""

from __future__ import annotations

import pytest

from gigawatch.model import InputError
from gigawatch.store.shared.address import hide_passwords, read_address

SECRET = "a-word"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ann@db.example.org/team",
        "postgres://db.example.org",
        "postgresql://ann@[::1]:5432/team",
        "postgresql://[::1]:5432/team?user=ann@corp",
        "postgresql://one:5432,two:5433/team?target_session_attrs=any",
        "postgresql:///team?host=/var/run/postgresql",
        "postgresql://%2Fvar%2Frun%2Fpostgresql/team",
        "postgresql://ann%40corp@db.example.org/team?sslmode=verify-full",
        "postgresql://db.example.org:5432/team?user=ann@corp",
    ],
)
def test_an_address_without_a_password_is_taken_as_it_is_written(address: str) -> None:
    assert str(read_address(address)) == address


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://ann:{SECRET}@host/team",
        "postgresql://ann:@host/team",
        f"postgresql://ann:{SECRET}#1@host/team",
        f"postgresql://ann:{SECRET}?1@host/team",
        f"postgresql://ann:{SECRET}/1@host/team",
        f"postgresql://ann:{SECRET}@1@host/team",
        f"postgresql://ann:12?{SECRET}@host/team",
        f"postgresql://host/team?password={SECRET}",
        f"postgresql://host/team?sslmode=require&sslpassword={SECRET}",
        f"postgresql://host/team?p%61ssword={SECRET}",
        f"postgresql://host/team?sslmode=require#&password={SECRET}",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(InputError) as fault:
        read_address(address)
    assert SECRET not in str(fault.value)


@pytest.mark.parametrize("word", [SECRET, f"{SECRET}/1", f"1#{SECRET}", f"1@{SECRET}"])
def test_a_password_that_was_written_somewhere_is_hidden(word: str) -> None:
    assert SECRET not in hide_passwords(f"no such place: postgresql://ann:{word}@host/team")
    assert SECRET not in hide_passwords(f"postgresql://host/team?sslmode=require&password={word}")


@pytest.mark.parametrize("address", ["postgresql://one:5432,two:5433/team", "postgresql://one:5432/team?user=ann@corp"])
def test_a_port_is_not_taken_for_a_password(address: str) -> None:
    assert hide_passwords(f"{address}: no such place") == f"{address}: no such place"


@pytest.mark.parametrize("ending", ["", "?", "?sslmode=", "?sslmode=require", "?sslmode=require&"])
def test_limits_on_waiting_are_added_to_what_an_address_asks(ending: str) -> None:
    _, _, asked = read_address(f"postgresql://host/team{ending}").uri.partition("?")
    assert "?" not in asked
    assert "connect_timeout=10" in asked.split("&")


def test_a_limit_that_the_address_gives_is_left() -> None:
    uri = read_address("postgresql://host/team?connect_timeout=3").uri
    assert "connect_timeout=3&" in uri
    assert "connect_timeout=10" not in uri
