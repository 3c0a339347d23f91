//! Somebody who forwards bytes, and knows nothing of what they are (paper §2.3, the hiding of addresses).

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};

use super::dial::tcp;

/// A relay on this machine. It forwards until it is dropped.
#[derive(Debug)]
pub struct Relay {
    address: SocketAddr,
    from: Option<IpAddr>,
    task: JoinHandle<()>,
}

impl Relay {
    /// Begins to forward connections to an address, from an address of this machine where one is given.
    ///
    /// # Errors
    /// When it cannot listen.
    pub async fn start(to: SocketAddr, from: Option<IpAddr>) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(async move {
            let mut forwarding = JoinSet::new();
            while let Ok((near, _)) = listener.accept().await {
                // What breaks here breaks for both sides, which see it by themselves.
                forwarding.spawn(async move { forward(near, to, from).await.ok() });
            }
        });
        Ok(Self {
            address,
            from,
            task,
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub(super) fn describe(&self) -> String {
        match self.from {
            Some(from) => format!("a relay at {from}"),
            None => "a relay".into(),
        }
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn forward(mut near: TcpStream, to: SocketAddr, from: Option<IpAddr>) -> std::io::Result<()> {
    let mut far = tcp(to, from).await?;
    near.set_nodelay(true)?;
    far.set_nodelay(true)?;
    copy_bidirectional(&mut near, &mut far).await.map(drop)
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[tokio::test]
    async fn bytes_go_both_ways_and_come_from_the_relay() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let relay = Relay::start(listener.local_addr().unwrap(), None)
            .await
            .unwrap();
        let mut near = TcpStream::connect(relay.address()).await.unwrap();
        near.write_all(b"to").await.unwrap();
        let (mut far, from) = listener.accept().await.unwrap();
        assert_ne!(from, near.local_addr().unwrap());
        let mut two = [0; 2];
        far.read_exact(&mut two).await.unwrap();
        far.write_all(b"fro").await.unwrap();
        drop(far);
        let mut rest = Vec::new();
        near.shutdown().await.unwrap();
        near.read_to_end(&mut rest).await.unwrap();
        assert_eq!((&two, rest.as_slice()), (b"to", &b"fro"[..]));
    }
}
