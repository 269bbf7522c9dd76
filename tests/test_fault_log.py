"""The log holds where it went wrong, never with what."""

from pathlib import Path

from ibdash import fault_log


def _fails() -> None:
    try:
        {}["Jan Jansen"]
    except KeyError as error:
        raise RuntimeError("123456782") from error


def test_the_log_names_classes_and_places_and_no_values(tmp_path: Path) -> None:
    try:
        _fails()
    except RuntimeError as error:
        fault_log.write(tmp_path / "data", error)
    text = fault_log.path(tmp_path / "data").read_text(encoding="utf-8")
    assert "builtins.RuntimeError" in text
    assert "builtins.KeyError" in text
    assert f"{Path(__file__).name}:" in text
    assert "_fails" in text
    assert "Jansen" not in text
    assert "123456782" not in text


def test_a_folder_that_cannot_be_written_is_no_second_fault(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    fault_log.write(file / "below", ValueError())
    assert file.read_bytes() == b""
