//! A small agenthall client: publishes, records, follows, chooses, asks, and reads what an error says.
//!
//! Usage: `cargo run [HOST:PORT]`; default: AGENTHALL_TARGET or 127.0.0.1:50051. It may run again on the same server.
//! AGENTHALL_TLS_CA, a PEM file, means TLS with a server that its CAs vouch for; AGENTHALL_API_KEY goes over TLS only.
//! Exit code 0 and the last line "ok" mean that the server answered as its contract says.

mod service_config;

use std::{
    collections::{BTreeMap, HashMap},
    env, fs,
    sync::LazyLock,
    time::Duration,
};

use agenthall::{
    marketplace::v1::{
        Manifest, PublishAgentRequest, SearchAgentsRequest, Visibility,
        marketplace_service_client::MarketplaceServiceClient,
    },
    memory::v1::{Build, RecordBuildRequest, SuggestStackRequest, team_memory_service_client::TeamMemoryServiceClient},
    observability::v1::{
        AgentMetrics, Execution, Outcome, RecordExecutionRequest, RecordExecutionsRequest, WatchMetricsRequest,
        WatchMetricsResponse, observability_service_client::ObservabilityServiceClient, watch_metrics_response::Event,
    },
    optimizer::v1::{
        AddVariantRequest, RecordResultRequest, SelectVariantRequest, optimizer_service_client::OptimizerServiceClient,
    },
};
use anyhow::{Context, Result, bail, ensure};
use service_config::ConfiguredChannel;
use tokio::try_join;
use tonic::{
    Code, Request, Status, Streaming,
    metadata::{Ascii, MetadataValue},
    service::{Interceptor, interceptor::InterceptedService},
    transport::{Certificate, ClientTlsConfig, Endpoint},
};
use tonic_types::{ErrorDetails, RpcStatusExt, StatusExt};

const SERVICE_CONFIG: &str = include_str!("../../../generated/service_config.json");
const NAMESPACE: &str = "example-rust";
const AGENT: &str = "Changelog Writer (Rust)";
/// The service config has the longest time that makes sense; so long we will wait.
const CALL: Duration = Duration::from_secs(5);
const WATCH: Duration = Duration::from_secs(20);
const BATCH: usize = 100;
const BAD: usize = 42;

/// Begins this run's ids: what has an id may be sent again and counts once.
static RUN: LazyLock<String> = LazyLock::new(|| format!("{:032x}", rand::random::<u128>()));

type Channel = InterceptedService<ConfiguredChannel, ApiKey>;
type Observability = ObservabilityServiceClient<Channel>;

#[tokio::main]
async fn main() -> Result<()> {
    let named = env::args().nth(1).or_else(|| env::var("AGENTHALL_TARGET").ok());
    let target = named.unwrap_or_else(|| "127.0.0.1:50051".into());
    let channel = connect(&target)?;
    publish(MarketplaceServiceClient::new(channel.clone())).await?;
    follow(ObservabilityServiceClient::new(channel.clone())).await?;
    choose(OptimizerServiceClient::new(channel.clone())).await?;
    suggest(TeamMemoryServiceClient::new(channel.clone())).await?;
    fail(ObservabilityServiceClient::new(channel)).await?;
    println!("ok");
    Ok(())
}

fn connect(target: &str) -> Result<Channel> {
    let set = |name| env::var(name).ok().filter(|it| !it.is_empty());
    let (key, ca) = (set("AGENTHALL_API_KEY"), set("AGENTHALL_TLS_CA"));
    ensure!(key.is_none() || ca.is_some(), "AGENTHALL_API_KEY goes over TLS only: set AGENTHALL_TLS_CA");
    let endpoint = match ca {
        None => Endpoint::from_shared(format!("http://{target}"))?,
        Some(ca) => {
            let tls = ClientTlsConfig::new().ca_certificate(Certificate::from_pem(fs::read(ca)?));
            Endpoint::from_shared(format!("https://{target}"))?.tls_config(tls)?
        }
    };
    let channel = ConfiguredChannel::new(endpoint.connect_lazy(), SERVICE_CONFIG)?;
    Ok(InterceptedService::new(channel, ApiKey::new(key)?))
}

/// Goes along with every call, where there is one. An interceptor cannot see whether a call is encrypted; `connect` can.
#[derive(Clone)]
struct ApiKey(Option<MetadataValue<Ascii>>);

impl ApiKey {
    fn new(key: Option<String>) -> Result<Self> {
        let mut value = key.map(|key| format!("Bearer {key}").parse::<MetadataValue<Ascii>>()).transpose()?;
        value.iter_mut().for_each(|it| it.set_sensitive(true)); // what prints a request leaves it out
        Ok(Self(value))
    }
}

impl Interceptor for ApiKey {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        if let Some(value) = &self.0 {
            request.metadata_mut().insert("authorization", value.clone());
        }
        Ok(request)
    }
}

/// A request that is given up after a while.
fn within<T>(time: Duration, message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.set_timeout(time);
    request
}

async fn publish(mut marketplace: MarketplaceServiceClient<Channel>) -> Result<()> {
    let manifest = Manifest {
        namespace: NAMESPACE.into(),
        name: "changelog-writer".into(),
        display_name: AGENT.into(),
        description: "Writes the changelog entry of a release from its commit messages.".into(),
        version: "1.0.0".into(),
        category: "utility".into(),
        tags: vec!["changelog".into(), "release".into()],
        system_prompt: "Write one line for each change that a user can see. Leave out everything else.".into(),
        ..Default::default()
    };
    let publication = PublishAgentRequest {
        manifest: Some(manifest),
        visibility: Visibility::Workspace.into(),
        ..Default::default()
    };
    let published = marketplace.publish_agent(within(CALL, publication)).await?.into_inner();
    let version = published.agent_version.context("no version was published")?;
    println!("published {} {}", version.agent, version.version);

    let search = SearchAgentsRequest {
        query: "changelog".into(),
        filter: format!("namespace = {NAMESPACE:?}"),
        ..Default::default()
    };
    let hits = marketplace.search_agents(within(CALL, search)).await?.into_inner().hits;
    let agents = hits.iter().filter_map(|hit| hit.agent.as_ref());
    let found: Vec<_> = agents.map(|agent| format!("{}/{}", agent.namespace, agent.name)).collect();
    ensure!(found == [version.agent.as_str()], "the search found {found:?}");
    println!("found {}", version.agent);
    Ok(())
}

fn execution(name: &str) -> Execution {
    Execution {
        execution_id: format!("{}-{name}", *RUN),
        agent_name: AGENT.into(),
        outcome: Outcome::Ok.into(),
        duration_ms: Some(1200.0),
        tokens: Some(800),
        ..Default::default()
    }
}

async fn record(mut observability: Observability) -> Result<()> {
    let single = RecordExecutionRequest { execution: Some(execution("single")) };
    let recorded = observability.record_execution(within(CALL, single)).await?.into_inner();
    ensure!(!recorded.duplicate, "{} is new and was called a duplicate", recorded.execution_id);

    let mut executions: Vec<_> = (0..BATCH).map(|number| execution(&number.to_string())).collect();
    executions[BAD].duration_ms = Some(-1.0);
    let batch = RecordExecutionsRequest { executions };
    let answer = observability.record_executions(within(CALL, batch)).await?.into_inner();
    let [rejection] = answer.rejections.as_slice() else { bail!("the batch was answered with {answer:?}") };
    ensure!(rejection.index as usize == BAD, "the batch was answered with {answer:?}");
    ensure!(answer.accepted_count as usize == BATCH - 1, "the batch was answered with {answer:?}");
    let status = rejection.status.as_ref().context("a rejection without a status")?;
    println!("recorded 1 execution, and {} of a batch of {BATCH}", answer.accepted_count);
    println!("refused execution {BAD}: {}", explain(&status.get_error_details()));
    Ok(())
}

/// Watches while executions are recorded; then continues from the first token, as after a lost connection.
async fn follow(mut observability: Observability) -> Result<()> {
    let request = WatchMetricsRequest {
        agent_names: vec![AGENT.into()],
        interval: Some(prost_types::Duration { seconds: 0, nanos: 100_000_000 }),
        ..Default::default()
    };
    let mut stream = observability.watch_metrics(within(WATCH, request.clone())).await?.into_inner();
    let first = next(&mut stream).await?;
    let Some(Event::Snapshot(snapshot)) = first.event else { bail!("the stream began with {first:?}") };
    let goal = executions(&snapshot.agents) + BATCH as i64;
    try_join!(reach(goal, stream), record(observability.clone()))?;
    println!("watched {BATCH} executions arrive");

    let resumption = WatchMetricsRequest { resume_token: first.resume_token, ..request };
    let mut stream = observability.watch_metrics(within(WATCH, resumption)).await?.into_inner();
    let resumed = next(&mut stream).await?;
    let Some(Event::Delta(delta)) = resumed.event else { bail!("the resumed stream began with {resumed:?}") };
    ensure!(executions(&delta.agents) == goal, "the resumed stream began with {delta:?}");
    println!("resumed from the first token: one delta brings what was missed");
    Ok(())
}

/// Reads until there are `goal` executions; dropping the stream then cancels it.
async fn reach(goal: i64, mut stream: Streaming<WatchMetricsResponse>) -> Result<()> {
    loop {
        if let Some(Event::Delta(delta)) = next(&mut stream).await?.event
            && executions(&delta.agents) == goal
        {
            return Ok(());
        }
    }
}

async fn next(stream: &mut Streaming<WatchMetricsResponse>) -> Result<WatchMetricsResponse> {
    stream.message().await?.context("the stream ended")
}

fn executions(agents: &[AgentMetrics]) -> i64 {
    agents.iter().map(|agent| agent.total_executions).sum()
}

async fn choose(mut optimizer: OptimizerServiceClient<Channel>) -> Result<()> {
    for (variant_id, prompt) in [("short", "One line a change."), ("long", "A paragraph a change, with its reason.")] {
        let variant =
            AddVariantRequest { agent_name: AGENT.into(), variant_id: variant_id.into(), prompt: prompt.into() };
        optimizer.add_variant(within(CALL, variant)).await?;
    }
    let question = SelectVariantRequest { agent_name: AGENT.into(), ..Default::default() };
    let selected = optimizer.select_variant(within(CALL, question)).await?.into_inner();
    let variant = selected.variant.context("no variant was selected")?;
    println!("selected {} with probability {:.2}", variant.variant_id, selected.propensity);
    let result = RecordResultRequest {
        selection_id: selected.selection_id,
        success: Some(true),
        quality_score: Some(90.0),
        ..Default::default()
    };
    let recorded = optimizer.record_result(within(CALL, result)).await?.into_inner();
    ensure!(!recorded.duplicate, "the result of a new selection was called a duplicate");
    println!("recorded its result");
    Ok(())
}

async fn suggest(mut memory: TeamMemoryServiceClient<Channel>) -> Result<()> {
    let tech_stack =
        HashMap::from([("database", "PostgreSQL"), ("frontend", "React")].map(|(k, v)| (k.into(), v.into())));
    let build = Build {
        build_id: RUN.clone(),
        team_id: NAMESPACE.into(),
        prompt: "a web shop with a product search".into(),
        tech_stack: tech_stack.clone(),
        success: Some(true),
        quality_score: Some(91.0),
        ..Default::default()
    };
    memory.record_build(within(CALL, RecordBuildRequest { build: Some(build) })).await?;
    let question = SuggestStackRequest { team_id: NAMESPACE.into(), prompt: "a web shop for books".into() };
    let answer = memory.suggest_stack(within(CALL, question)).await?.into_inner();
    ensure!(answer.suggestion == tech_stack, "the suggestion was {:?}", answer.suggestion);
    let sorted = BTreeMap::from_iter(answer.suggestion);
    let stack: Vec<_> = sorted.iter().map(|(slot, technology)| format!("{slot} {technology}")).collect();
    println!("suggested {}: {}", stack.join(", "), answer.reason);
    Ok(())
}

/// Sends a quality that is out of range, to show what a caller learns.
async fn fail(mut observability: Observability) -> Result<()> {
    let bad = Execution { quality_score: Some(101.0), ..execution("bad") };
    let request = within(CALL, RecordExecutionRequest { execution: Some(bad) });
    let Err(status) = observability.record_execution(request).await else { bail!("quality 101 was recorded") };
    ensure!(status.code() == Code::InvalidArgument, "quality 101 was answered with {status}");
    println!("refused quality 101: {}", explain(&status.get_error_details()));
    Ok(())
}

/// What a program can read in an error: the reason, and the fields that are wrong.
fn explain(details: &ErrorDetails) -> String {
    let reason = details.error_info().map_or("", |info| &info.reason);
    let violations = details.bad_request().map_or(&[][..], |bad| &bad.field_violations);
    let fields: Vec<_> = violations.iter().map(|it| format!("{}: {}", it.field, it.description)).collect();
    format!("{reason} {}", fields.join("; "))
}
