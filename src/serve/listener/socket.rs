//! The socket in the file system, and streams of both kinds.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

#[cfg(unix)]
pub(super) use self::unix::Socket;

/// A connection.
pub(super) enum Stream {
    Tcp(TcpStream),
    #[cfg(unix)]
    Socket(tokio::net::UnixStream),
}

macro_rules! each {
    ($stream:expr, $inner:ident => $work:expr) => {
        match $stream {
            Stream::Tcp($inner) => $work,
            #[cfg(unix)]
            Stream::Socket($inner) => $work,
        }
    };
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        each!(self.get_mut(), stream => Pin::new(stream).poll_read(cx, buffer))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        each!(self.get_mut(), stream => Pin::new(stream).poll_write(cx, bytes))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        each!(self.get_mut(), stream => Pin::new(stream).poll_write_vectored(cx, parts))
    }

    fn is_write_vectored(&self) -> bool {
        each!(self, stream => stream.is_write_vectored())
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        each!(self.get_mut(), stream => Pin::new(stream).poll_flush(cx))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        each!(self.get_mut(), stream => Pin::new(stream).poll_shutdown(cx))
    }
}

#[cfg(unix)]
mod unix {
    use std::fs::{self, Permissions};
    use std::io;
    use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
    use std::os::unix::net::UnixStream as Blocking;
    use std::path::{Path, PathBuf};

    use tokio::net::{UnixListener, UnixStream};

    /// Owner and group may connect.
    const MODE: u32 = 0o660;

    /// A socket in the file system, which is removed with it.
    #[derive(Debug)]
    pub(in crate::serve::listener) struct Socket {
        listener: UnixListener,
        path: PathBuf,
        /// Device and number of the file: what another process has put in its place is that one's.
        file: (u64, u64),
    }

    impl Socket {
        pub(in crate::serve::listener) fn bind(path: &Path) -> io::Result<Self> {
            make_way(path)?;
            // Made where nobody else can reach it, so that it has its permissions before anybody sees it; putting it in
            // its place replaces what an earlier process has left there.
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let private = tempfile::Builder::new().prefix(".casegraph").tempdir_in(folder)?;
            let made = private.path().join("s");
            let listener = UnixListener::bind(&made)?;
            fs::set_permissions(&made, Permissions::from_mode(MODE))?;
            let known = fs::symlink_metadata(&made)?;
            fs::rename(&made, path)?;
            Ok(Self { listener, path: path.to_owned(), file: (known.dev(), known.ino()) })
        }

        pub(in crate::serve::listener) async fn accept(&self) -> io::Result<UnixStream> {
            Ok(self.listener.accept().await?.0)
        }
    }

    impl Drop for Socket {
        fn drop(&mut self) {
            let is_ours = |known: fs::Metadata| (known.dev(), known.ino()) == self.file;
            if fs::symlink_metadata(&self.path).is_ok_and(is_ours) {
                // Where it cannot be removed the next process replaces it.
                let _ = fs::remove_file(&self.path);
            }
        }
    }

    /// Whether a socket can be put at a path: there is nothing, or a socket that nobody listens at.
    fn make_way(path: &Path) -> io::Result<()> {
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
            Ok(known) if !known.file_type().is_socket() => {
                Err(io::Error::new(io::ErrorKind::AlreadyExists, "there is something that is no socket"))
            }
            Ok(_) => match Blocking::connect(path) {
                Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => Ok(()),
                Err(error) => Err(error),
                Ok(_) => Err(io::ErrorKind::AddrInUse.into()),
            },
        }
    }
}
