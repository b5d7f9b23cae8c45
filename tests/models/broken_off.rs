//! A commit of the index that `kill -9` broke off, at the one moment that counts:
//! the file of what is taken out is there, and no commit names it yet.

use std::path::{Path, PathBuf};

use passerelle::models::{
    activities::readers::Place,
    search::index::{Document, Index, Progress},
};

use super::search::folder;

fn progress(id: i64) -> Progress {
    Progress::at(Place { xid: 0, id }, true)
}

fn said(key: &str, id: u64) -> Document {
    Document { key: key.to_owned(), group: id, id, title: "Une péniche".to_owned(), ..Document::default() }
}

/// What is taken out of each part of the index, a file each time.
fn taken_out(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.filter(|file| file.extension().is_some_and(|ending| ending == "del")).collect()
}

#[test]
fn a_commit_broken_off_is_done_again_whatever_it_left_on_the_disk() {
    let home = folder("broken-off");
    let (done, broken_off) = (home.join("v0-1"), home.join("v0-2"));
    {
        let index = Index::open(&done).unwrap();
        let mut writing = index.writing().unwrap();
        for document in [said("post:1", 1), said("post:2", 2)] {
            writing.add(document).unwrap();
        }
        writing.commit(progress(1)).unwrap();
        writing.finish().unwrap();
    }
    std::fs::create_dir_all(&broken_off).unwrap();
    for file in std::fs::read_dir(&done).unwrap().map(|file| file.unwrap()) {
        std::fs::copy(file.path(), broken_off.join(file.file_name())).unwrap();
    }
    {
        let index = Index::open(&done).unwrap();
        let mut writing = index.writing().unwrap();
        writing.take_out("post:1");
        writing.commit(progress(2)).unwrap();
        writing.finish().unwrap();
    }
    // Of that commit, all but its name.
    let left = taken_out(&done);
    assert_eq!(left.len(), 1);
    for file in left.iter().chain([&done.join(".managed.json")]) {
        std::fs::copy(file, broken_off.join(file.file_name().unwrap())).unwrap();
    }

    let index = Index::open(&broken_off).unwrap();
    assert_eq!(index.progress().unwrap(), Some(progress(1)));
    let mut writing = index.writing().unwrap();
    writing.take_out("post:1");
    writing.commit(progress(2)).expect("it is done again");
    writing.finish().unwrap();
    index.reload().unwrap();
    assert_eq!(index.progress().unwrap(), Some(progress(2)));
    assert_eq!(index.snapshot().searcher.num_docs(), 1);
    std::fs::remove_dir_all(&home).unwrap();
}
