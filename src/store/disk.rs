//! The store in a folder: a projection that is opened where it is up to date and made again where it is not.
//!
//! ```text
//! store/db       RocksDB's own
//! store/version  what content it was made from; there only when it holds all of it
//! store.lock     shared by those who read, held alone by the one who writes or projects
//! ```

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use oxigraph::store::Store as Inner;

use super::{Access, Store, StoreError};

/// Where a store is, and the lock that is held as long as it is open.
pub(super) struct Place {
    stamp: PathBuf,
    _lock: File,
}

impl Store {
    /// The store in a data folder, filled by `project` unless it holds `content` already. `None` where other processes
    /// have it open in a way that does not go together with this: the caller then does without it.
    pub fn on_disk<E: From<StoreError>>(
        data: &Path,
        content: u64,
        access: Access,
        project: impl FnOnce(&Self) -> Result<(), E>,
    ) -> Result<Option<Self>, E> {
        let Ok(lock) = open_lock(data) else { return Ok(None) };
        if access == Access::Read
            && let Some(store) = Self::to_read(data, content)
        {
            return Ok(Some(store));
        }
        if lock.try_lock().is_err() {
            return Ok(None);
        }
        // Opened only where it is of use: RocksDB gives it up when the last handle is gone, and until then makes no other.
        let current = is_current(data, content).then(|| Inner::open(database(data)).ok()).flatten();
        let store = if let Some(inner) = current {
            Self::in_place(inner, data, lock, content)
        } else {
            let store = Self::in_place(made_anew(data)?, data, lock, 0);
            project(&store)?;
            store.stamp(content);
            store
        };
        match access {
            Access::Write => Ok(Some(store)),
            Access::Read => {
                // Opened again, so that others can read it too.
                drop(store);
                Ok(Self::to_read(data, content))
            }
        }
    }

    /// The store as it is, where it is up to date and nobody writes to it.
    fn to_read(data: &Path, content: u64) -> Option<Self> {
        let lock = open_lock(data).ok()?;
        lock.try_lock_shared().ok()?;
        let inner = is_current(data, content).then(|| Inner::open_read_only(database(data)))?.ok()?;
        Some(Self::in_place(inner, data, lock, content))
    }

    fn in_place(inner: Inner, data: &Path, lock: File, content: u64) -> Self {
        let mut store = Self::over(inner);
        store.place = Some(Arc::new(Place { stamp: stamp_path(data), _lock: lock }));
        store.version.store(content, Ordering::Release);
        store.facts.store(content, Ordering::Release);
        store
    }

    /// Notes what the store holds. Where that fails it is made again when it is next opened.
    pub(super) fn keep_stamp(&self, content: u64) {
        if let Some(place) = &self.place
            && self.inner.flush().is_ok()
        {
            let temporary = place.stamp.with_extension("tmp");
            let written = write_synced(&temporary, &content.to_string());
            let _ = written.and_then(|()| fs::rename(&temporary, &place.stamp));
        }
    }
}

/// An empty store in the place of whatever is there.
fn made_anew(data: &Path) -> Result<Inner, StoreError> {
    let gone = |result: io::Result<()>| match result {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::Storage(error.into())),
        _ => Ok(()),
    };
    // The stamp first: half a store must not pass for a whole one.
    gone(fs::remove_file(stamp_path(data)))?;
    gone(fs::remove_dir_all(data.join("store")))?;
    gone(fs::create_dir_all(data.join("store")))?;
    Ok(Inner::open(database(data))?)
}

fn is_current(data: &Path, content: u64) -> bool {
    // RocksDB would open a folder without its CURRENT as an empty store.
    database(data).join("CURRENT").exists()
        && fs::read_to_string(stamp_path(data)).is_ok_and(|stamp| stamp == content.to_string())
}

fn stamp_path(data: &Path) -> PathBuf {
    data.join("store").join("version")
}

fn database(data: &Path) -> PathBuf {
    data.join("store").join("db")
}

fn open_lock(data: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).truncate(false).write(true).open(data.join("store.lock"))
}

fn write_synced(path: &Path, text: &str) -> io::Result<()> {
    fs::write(path, text)?;
    File::open(path)?.sync_all()
}
