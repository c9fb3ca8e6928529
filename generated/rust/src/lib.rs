//! Messages and clients of agenthall, the control plane of a fleet of AI agents: a module for each package of the contract,
//! such as [`observability::v1`].

mod contract {
    include!("packages.rs");
}

pub use contract::agenthall::*;
