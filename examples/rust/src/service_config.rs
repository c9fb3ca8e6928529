//! Time-outs and retries of `generated/service_config.json` around a tonic channel, which reads no service configs.
//!
//! As gRPC does it (<https://github.com/grpc/proposal/blob/master/A6-client-retries.md>): the shorter of the caller's
//! and the file's time-out covers all attempts; a call is sent again only while nothing of its answer has arrived.
//! Not here: retry throttling, load balancing, health checks, and methods that stream requests (agenthall has none).

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use http::{HeaderMap, Request, Response};
use http_body_util::{BodyExt, Full};
use serde::{Deserialize, Deserializer, de::Error};
use tokio::time::{Instant, sleep, timeout_at};
use tonic::{Status, body::Body, transport::Channel};
use tonic_types::StatusExt;
use tower::{Service, ServiceExt};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ServiceConfig {
    method_config: Vec<MethodConfig>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MethodConfig {
    name: Vec<Name>,
    #[serde(default, deserialize_with = "some_seconds")]
    timeout: Option<Duration>,
    retry_policy: Option<RetryPolicy>,
}

#[derive(Deserialize)]
struct Name {
    service: String,
    method: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RetryPolicy {
    max_attempts: i32,
    #[serde(deserialize_with = "seconds")]
    initial_backoff: Duration,
    #[serde(deserialize_with = "seconds")]
    max_backoff: Duration,
    backoff_multiplier: f64,
    retryable_status_codes: Vec<String>,
}

/// A channel that keeps to a service config. Cheap to clone, like the channel inside.
#[derive(Clone)]
pub struct ConfiguredChannel {
    channel: Channel,
    config: Arc<ServiceConfig>,
}

impl ConfiguredChannel {
    pub fn new(channel: Channel, service_config: &str) -> serde_json::Result<Self> {
        let config = Arc::new(serde_json::from_str(service_config)?);
        Ok(Self { channel, config })
    }

    async fn answer(self, request: Request<Body>) -> Result<Response<Body>, Status> {
        let config = self.config.of(request.uri().path());
        let timeout = [grpc_timeout(request.headers()), config.and_then(|it| it.timeout)];
        let policy = config.and_then(|it| it.retry_policy.as_ref());
        match timeout.into_iter().flatten().min() {
            None => self.attempts(request, policy, None).await,
            Some(timeout) => {
                let deadline = Instant::now() + timeout;
                timeout_at(deadline, self.attempts(request, policy, Some(deadline)))
                    .await
                    .unwrap_or_else(|_| Err(Status::deadline_exceeded(format!("no answer in {timeout:?}"))))
            }
        }
    }

    async fn attempts(
        &self,
        request: Request<Body>,
        policy: Option<&RetryPolicy>,
        deadline: Option<Instant>,
    ) -> Result<Response<Body>, Status> {
        let (head, body) = request.into_parts();
        let body = body.collect().await?.to_bytes();
        let mut attempt = 1;
        loop {
            let mut request = Request::from_parts(head.clone(), Body::new(Full::new(body.clone())));
            if let Some(deadline) = deadline {
                // Rounded up, so that the channel's own timer does not come before ours; at most eight digits.
                let left = (deadline.duration_since(Instant::now()).as_millis() + 1).min(99_999_999);
                request.headers_mut().insert("grpc-timeout", format!("{left}m").parse().expect("digits"));
            }
            let answer = self.channel.clone().oneshot(request).await.map_err(|error| Status::from_error(error.into()));
            // A status among the headers is an answer without anything else; others have theirs behind the messages.
            let status = match &answer {
                Ok(response) => Status::from_header_map(response.headers()),
                Err(status) => Some(status.clone()),
            };
            let pause = policy.zip(status).and_then(|(policy, status)| policy.pause_after(attempt, &status));
            match pause {
                Some(pause) if deadline.is_none_or(|deadline| Instant::now() + pause < deadline) => sleep(pause).await,
                _ => return answer,
            }
            attempt += 1;
        }
    }
}

impl Service<Request<Body>> for ConfiguredChannel {
    type Response = Response<Body>;
    type Error = Status;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Status>> + Send>>;

    /// Each attempt waits for the channel on its own.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Status>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        Box::pin(self.clone().answer(request))
    }
}

impl ServiceConfig {
    /// What the file says of a path `/service/method`: the entry of the method, or else that of its service.
    fn of(&self, path: &str) -> Option<&MethodConfig> {
        let (service, method) = path.trim_start_matches('/').split_once('/')?;
        let named = |method: Option<&str>| {
            let is_it = |name: &Name| name.service == service && name.method.as_deref() == method;
            self.method_config.iter().find(|it| it.name.iter().any(is_it))
        };
        named(Some(method)).or_else(|| named(None))
    }
}

impl RetryPolicy {
    /// How long to wait before the next attempt; none: there is none. The server's own wish comes before the policy's.
    fn pause_after(&self, attempt: i32, status: &Status) -> Option<Duration> {
        let code = format!("{:?}", status.code()); // ResourceExhausted, where the file says RESOURCE_EXHAUSTED
        let retryable = self.retryable_status_codes.iter().any(|it| it.replace('_', "").eq_ignore_ascii_case(&code));
        if !retryable || attempt >= self.max_attempts {
            return None;
        }
        if let Some(pushback) = status.metadata().get("grpc-retry-pushback-ms") {
            return pushback.to_str().ok()?.parse().ok().map(Duration::from_millis); // negative: do not come back
        }
        if let Some(delay) = status.get_details_retry_info().and_then(|it| it.retry_delay) {
            return Some(delay);
        }
        let backoff = self.initial_backoff.mul_f64(self.backoff_multiplier.powi(attempt - 1));
        Some(backoff.min(self.max_backoff).mul_f64(rand::random()))
    }
}

/// The caller's time-out, which tonic writes into the request: up to eight digits and a unit.
fn grpc_timeout(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get("grpc-timeout")?.to_str().ok()?;
    let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let nanoseconds = match unit {
        "H" => 3_600_000_000_000,
        "M" => 60_000_000_000,
        "S" => 1_000_000_000,
        "m" => 1_000_000,
        "u" => 1_000,
        "n" => 1,
        _ => return None,
    };
    digits.parse().ok().map(|count: u64| Duration::from_nanos(count.saturating_mul(nanoseconds)))
}

/// A duration as the JSON of protobuf has it: "0.2s".
fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    let text = String::deserialize(deserializer)?;
    let seconds = text.strip_suffix('s').and_then(|it| it.parse().ok());
    seconds.map(Duration::from_secs_f64).ok_or_else(|| D::Error::custom(format!("not a duration: {text}")))
}

fn some_seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    seconds(deserializer).map(Some)
}
