"""Folders: which files are documents, in which order, and what is left out is said."""

from pathlib import Path

from planner.read import files_in


def test_documents_in_the_order_of_their_names_and_what_is_left_out(tmp_path: Path) -> None:
    out = tmp_path / "build"
    for name in ("b.txt", "a.docx", "README.md", ".hidden.txt", "~$a.docx", "planner.toml", "sub/c.txt", "build/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "d.txt").write_text("x", encoding="utf-8")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    files, findings = files_in(tmp_path, out)
    assert [str(path.relative_to(tmp_path)) for path in files] == ["a.docx", "b.txt", "sub/c.txt"]
    assert {(Path(one.place.path).name, one.message.values[0][1].template) for one in findings} == {  # type: ignore[attr-defined]
        (".hidden.txt", "a hidden or lock file"),
        ("~$a.docx", "a hidden or lock file"),
        ("README.md", "a read-me file"),
        ("planner.toml", "a settings or plan file"),
        ("gone.txt", "not a regular file"),
    }


def test_a_folder_that_links_to_itself_is_walked_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    files, findings = files_in(tmp_path)
    assert [path.name for path in files] == ["a.txt"]
    assert [Path(one.place.path).name for one in findings] == ["loop"]
