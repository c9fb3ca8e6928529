// @generated
pub mod agenthall {
    pub mod access {
        // @@protoc_insertion_point(attribute:agenthall.access.v1)
        pub mod v1 {
            include!("agenthall.access.v1.rs");
            // @@protoc_insertion_point(agenthall.access.v1)
        }
    }
    pub mod common {
        // @@protoc_insertion_point(attribute:agenthall.common.v1)
        pub mod v1 {
            include!("agenthall.common.v1.rs");
            // @@protoc_insertion_point(agenthall.common.v1)
        }
    }
    pub mod marketplace {
        // @@protoc_insertion_point(attribute:agenthall.marketplace.v1)
        pub mod v1 {
            include!("agenthall.marketplace.v1.rs");
            // @@protoc_insertion_point(agenthall.marketplace.v1)
        }
    }
    pub mod memory {
        // @@protoc_insertion_point(attribute:agenthall.memory.v1)
        pub mod v1 {
            include!("agenthall.memory.v1.rs");
            // @@protoc_insertion_point(agenthall.memory.v1)
        }
    }
    pub mod observability {
        // @@protoc_insertion_point(attribute:agenthall.observability.v1)
        pub mod v1 {
            include!("agenthall.observability.v1.rs");
            // @@protoc_insertion_point(agenthall.observability.v1)
        }
    }
    pub mod optimizer {
        // @@protoc_insertion_point(attribute:agenthall.optimizer.v1)
        pub mod v1 {
            include!("agenthall.optimizer.v1.rs");
            // @@protoc_insertion_point(agenthall.optimizer.v1)
        }
    }
}
