"""Settings from `ibdash.toml` and the environment, which wins."""

from pathlib import Path

import pytest

from ibdash.errors import SettingsInvalid
from ibdash.settings import SETTINGS, in_synchronised_folder, load


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = load(tmp_path, {})
    assert settings.store == tmp_path / "data" / "ibdash.duckdb"
    assert (settings.key, settings.school, settings.max_rows) == ("", "Onze school", 5_000_000)


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "ibdash.toml").write_text('store = "a.duckdb"\nschool = "De Berk"\n')
    settings = load(tmp_path, {"IBDASH_STORE": "b.duckdb"})
    assert settings.store == tmp_path / "b.duckdb"
    assert settings.school == "De Berk"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('stoer = "x"', "'stoer'"),
        ("max_rows = -1", "'max_rows'"),
        ('max_rows = "veel"', "'max_rows'"),
        ("school = true", "'school'"),
        ('extra_support_from = ""', "IBDASH_EXTRA_SUPPORT_FROM"),
        ("extra_support_from = -1", "IBDASH_EXTRA_SUPPORT_FROM"),
        ('extra_support_from = "3,5"', "IBDASH_EXTRA_SUPPORT_FROM"),
        ('sources_results = "publisher person"', "Geef eerst person"),
        ('sources_pupils = "person table table publisher table"', "IBDASH_SOURCES_PUPILS"),
        ('extra_support_from = "3 of 4"', "Geef een getal, zoals 3, of de naam van een niveau"),
        ("dit is geen toml", "ibdash.toml"),
    ],
)
def test_a_wrong_setting_is_named_and_its_value_is_not(
    text: str, words: str, tmp_path: Path
) -> None:
    (tmp_path / "ibdash.toml").write_text(text)
    with pytest.raises(SettingsInvalid) as caught:
        load(tmp_path, {})
    assert words in caught.value.sentence()
    assert "veel" not in caught.value.text


@pytest.mark.parametrize("given", ["4", "niveau 4", "IEP", "extra ondersteuning", " 3 "])
def test_a_support_level_is_a_number_or_a_name(given: str, tmp_path: Path) -> None:
    assert load(tmp_path, {"IBDASH_EXTRA_SUPPORT_FROM": given}).extra_support_from == given.strip()


def test_every_setting_is_in_the_readme() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    for setting in SETTINGS:
        assert f"`{setting.key}`" in readme, setting.key
        assert f"`{setting.variable}`" in readme, setting.variable


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/ina/OneDrive - School/ibdash/data/x.duckdb", "OneDrive"),
        ("/Users/ina/Library/Mobile Documents/x.duckdb", "iCloud"),
        ("/home/ina/Dropbox/x.duckdb", "Dropbox"),
        ("/home/ina/Documenten/x.duckdb", None),
    ],
)
def test_a_synchronised_folder_is_recognised(path: str, service: str | None) -> None:
    assert in_synchronised_folder(Path(path)) == service


@pytest.mark.parametrize("inbox", [".", "..", "/", "~", "~/Downloads", "backups", "demo/in"])
def test_an_inbox_is_a_folder_for_nothing_else(tmp_path: Path, inbox: str) -> None:
    with pytest.raises(SettingsInvalid, match="geen postvak"):
        load(tmp_path, {"IBDASH_INBOX": inbox})


@pytest.mark.parametrize(
    ("inbox", "where"), [("inbox", "data/inbox"), ("../post", "post"), ("", None)]
)
def test_the_inbox_lies_in_the_data_folder(tmp_path: Path, inbox: str, where: str | None) -> None:
    found = load(tmp_path, {"IBDASH_INBOX": inbox}).inbox
    assert found == (None if where is None else tmp_path / where)
