//! A server that listens on this machine's loopback address and lets nobody in there who does not encrypt.

use std::fs::{self, Permissions};
use std::io;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;

use super::server::{Server, user};
use super::standby::ask;

/// Who may come in: whoever encrypts, with a password. No line admits anybody else from elsewhere; on the
/// socket everybody, since the folder is the server's own.
const RULES: &str = "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n";

/// The certificate and the key of a server, in PEM.
pub struct Identity {
    /// What it shows.
    pub certificate: String,
    /// What only it has.
    pub key: String,
}

impl Server {
    /// Starts a server with `ssl = on` on a port of 127.0.0.1, and answers the port; its role
    /// `undersigned` gets a password.
    ///
    /// # Errors
    /// See [`start`](Self::start).
    pub fn start_encrypted(
        programs: &Path,
        identity: &Identity,
        password: &str,
    ) -> io::Result<(Self, u16)> {
        let folder = Self::cluster(programs, &[])?;
        let data = folder.join("data");
        own(&data.join("server.crt"), &identity.certificate)?;
        own(&data.join("server.key"), &identity.key)?;
        own(&data.join("pg_hba.conf"), RULES)?;
        let settings = data.join("postgresql.conf");
        let with_ssl = format!("{}\nssl = on\n", fs::read_to_string(&settings)?);
        fs::write(&settings, with_ssl)?;
        // Free a moment ago: the server takes no socket that is open.
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = Self::watch_at(programs, folder, ("off", "127.0.0.1", port))?;
        let socket = format!("{} port={port}", server.address());
        let sql = format!("ALTER ROLE undersigned PASSWORD '{password}'");
        ask(programs, &socket, &sql)?;
        Ok((server, port))
    }
}

/// Writes a file that nobody but the server can read.
fn own(path: &Path, text: &str) -> io::Result<()> {
    fs::write(path, text)?;
    fs::set_permissions(path, Permissions::from_mode(0o600))?;
    if let Some((uid, gid)) = user()? {
        chown(path, Some(uid), Some(gid))?;
    }
    Ok(())
}
