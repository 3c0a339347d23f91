//! The holder's process in a scenario: started, killed, stopped, started again.

use record::Capability;
use serde_json::Value;
use wire::adapter::{Hello, Order, PROTOCOL};

use super::{World, tell::SHORT};
use crate::{
    adapter::{Adapter, Trouble},
    runner::{Halt, Step},
};

impl World {
    /// Starts the holder, and lets it introduce itself.
    ///
    /// # Errors
    /// When its adapter is of no use.
    pub async fn start(&mut self) -> Step {
        let started = introduce(self).await;
        self.settings.note(started.as_ref().map(|_| ()));
        let (adapter, hello) = started?;
        self.adapter = Some(adapter);
        self.operations = hello.operations;
        Ok(())
    }

    /// Kills the holder, wherever it is.
    ///
    /// # Errors
    /// When it does not run.
    pub async fn kill(&mut self) -> Step {
        let adapter = self.adapter.take();
        let adapter = adapter.ok_or_else(|| Halt::error("the holder does not run"))?;
        self.due.clear();
        adapter.kill().await;
        Ok(())
    }

    /// Lets the holder end in good order.
    ///
    /// # Errors
    /// When it does not run, or does not end.
    pub async fn stop(&mut self) -> Step {
        self.settle().await?;
        let asked = self.order(Order::Exit {}, SHORT)?.1;
        match self.adapter()?.answer::<Value>(asked).await {
            // How it ends is judged by what is recorded of it.
            Ok(Ok(_)) | Err(Trouble::Ended { .. }) => {}
            Ok(Err(refusal)) => {
                let why = format!("the holder did not end: {}", refusal.message);
                return Err(Halt::inconclusive(why));
            }
            Err(trouble) => return Err(trouble.into()),
        }
        let adapter = self.adapter.take();
        let adapter = adapter.ok_or_else(|| Halt::error("the holder does not run"))?;
        match adapter.ended().await {
            Some(_) => Ok(()),
            None => Err(Halt::inconclusive(
                "the adapter was asked to end, and did not within 5 s",
            )),
        }
    }

    /// Closes the holder's standard input, which is for it to end, and says no more.
    ///
    /// # Errors
    /// When it does not run, or has not answered what it was told before.
    pub async fn close(&mut self) -> Step {
        self.settle().await?;
        let adapter = self.adapter.take();
        let adapter = adapter.ok_or_else(|| Halt::error("the holder does not run"))?;
        // How it ends is judged by what is recorded of it.
        adapter.closed().await;
        Ok(())
    }

    /// Starts the holder again, with what it has kept, and tells it of the issuers as before.
    ///
    /// # Errors
    /// When its adapter is of no use.
    pub async fn start_again(&mut self) -> Step {
        self.start().await?;
        let names: Vec<String> = self.issuers.keys().cloned().collect();
        for name in names {
            self.configure(&name).await?;
        }
        for policy in self.policies.clone() {
            self.need::<Value>("take the policy", Order::Policy(policy))
                .await?;
        }
        for supply in self.supplies.clone().into_values() {
            self.need::<Value>("take who supplies whom", Order::Supply(supply))
                .await?;
        }
        Ok(())
    }
}

async fn introduce(world: &mut World) -> Result<(Adapter, Hello), Trouble> {
    let settings = std::sync::Arc::clone(&world.settings);
    // It is never closed.
    let _starting = settings.starting.acquire().await.ok();
    let mut adapter = Adapter::start(&world.launch, std::sync::Arc::clone(&world.watch))?;
    let id = world.next_id();
    let hello = hello(&mut adapter, id).await?;
    Ok((adapter, hello))
}

/// Lets an adapter introduce itself.
pub(super) async fn hello(adapter: &mut Adapter, id: u64) -> Result<Hello, Trouble> {
    let order = Order::Hello {
        protocol: PROTOCOL.to_owned(),
    };
    let asked = adapter.ask(id, order, SHORT);
    let shape = |why: String| Trouble::Shape {
        op: "hello".into(),
        why,
    };
    let hello = adapter.answer::<Hello>(asked).await?;
    let hello = hello.map_err(|refusal| shape(refusal.message))?;
    if hello.protocol != PROTOCOL {
        return Err(shape(format!(
            "it speaks {:?}, and the suite {PROTOCOL:?}",
            hello.protocol
        )));
    }
    if let Some(missing) = EVERYBODY.iter().find(|op| !lists(&hello.operations, op)) {
        return Err(shape(format!(
            "`operations` does not list {missing:?}, and nothing can be tried without it"
        )));
    }
    Ok(hello)
}

/// What every adapter has to be able to do.
const EVERYBODY: [&str; 3] = ["configure", "identity", "exit"];

/// Whether an operation is among those that an adapter said it can do.
pub(super) fn lists(operations: &[String], op: &str) -> bool {
    operations.iter().any(|listed| listed == op)
}

/// What an adapter's features are, among the capabilities of holders. What nobody knows is warned of, by what was recorded of it.
pub(super) fn capabilities(hello: &Hello) -> Vec<Capability> {
    let known = hello.features.iter().filter_map(|f| f.parse().ok());
    known.collect()
}
