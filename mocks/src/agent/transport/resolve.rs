use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::{TcpStream, lookup_host};

/// Connects to the first address of a host that answers. `localhost` and what is below it is this machine (RFC 6761 §6.3).
pub(crate) async fn connect(host: &str, port: u16) -> io::Result<TcpStream> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let name = bare.trim_end_matches('.').to_ascii_lowercase();
    let mut addresses: Vec<SocketAddr> = match name == "localhost" || name.ends_with(".localhost") {
        true => vec![(Ipv4Addr::LOCALHOST, port).into()],
        false => lookup_host((bare, port)).await?.collect(),
    };
    // Most issuers listen there only.
    addresses.sort_by_key(SocketAddr::is_ipv6);
    let mut failed = io::Error::from(io::ErrorKind::NotFound);
    for address in addresses {
        match TcpStream::connect(address).await {
            Ok(stream) => {
                stream.set_nodelay(true)?;
                return Ok(stream);
            }
            Err(error) => failed = error,
        }
    }
    Err(failed)
}
