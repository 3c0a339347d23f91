//! What decorators of a service hand on.

/// Hands everything but serving on to `self.right`, or only the methods that are named.
macro_rules! delegate_service {
    () => {
        $crate::fault::delegate::delegate_service!(cut_off, ended, write, describe, ledger);
    };
    ($($method:ident),+) => {
        $($crate::fault::delegate::delegate_method!($method);)+
    };
}
pub(crate) use delegate_service;

macro_rules! delegate_method {
    (serve) => {
        fn serve<'a>(
            &'a self,
            caller: &'a $crate::ledger::Caller,
            request: &'a wire::Request,
        ) -> $crate::issuer::service::Answer<'a> {
            self.right.serve(caller, request)
        }
    };
    (cut_off) => {
        fn cut_off(&self, caller: &$crate::ledger::Caller, so_far: &[u8]) {
            self.right.cut_off(caller, so_far);
        }
    };
    (ended) => {
        fn ended(&self, caller: &$crate::ledger::Caller, how: $crate::issuer::service::End) {
            self.right.ended(caller, how);
        }
    };
    (write) => {
        fn write(&self, response: &wire::Response) -> String {
            self.right.write(response)
        }
    };
    (describe) => {
        fn describe(&self, document: String) -> Option<String> {
            self.right.describe(document)
        }
    };
    (ledger) => {
        fn ledger(&self) -> std::sync::MutexGuard<'_, Box<dyn $crate::ledger::Ledger>> {
            self.right.ledger()
        }
    };
}
pub(crate) use delegate_method;
