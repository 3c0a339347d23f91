//! What decorators of a channel hand on.

/// Hands the methods that are named on to `self.right`.
macro_rules! delegate_channel {
    ($($method:ident),+) => {
        $($crate::fault::channel::delegate::delegate_method!($method);)+
    };
}
pub(super) use delegate_channel;

macro_rules! delegate_method {
    (greet) => {
        fn greet(
            &self,
            stream: $crate::issuer::channel::Stream,
            peer: std::net::SocketAddr,
        ) -> $crate::issuer::channel::Greeting<'_> {
            self.right.greet(stream, peer)
        }
    };
    (terms) => {
        fn terms(
            &self,
            hello: &rustls::server::ClientHello<'_>,
            peer: std::net::SocketAddr,
        ) -> $crate::issuer::channel::Terms {
            self.right.terms(hello, peer)
        }
    };
    (within) => {
        fn within(
            &self,
            tls: tokio_rustls::server::TlsStream<$crate::issuer::channel::Stream>,
        ) -> $crate::issuer::channel::Stream {
            self.right.within(tls)
        }
    };
    (holder) => {
        fn holder(&self, proof: &$crate::issuer::channel::Proof) -> Option<wire::KeyId> {
            self.right.holder(proof)
        }
    };
    (keeps_open) => {
        fn keeps_open(&self) -> bool {
            self.right.keeps_open()
        }
    };
}
pub(super) use delegate_method;
