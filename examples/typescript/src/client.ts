/**
 * A small agenthall client: publishes, records, follows, chooses, asks, and reads what an error says.
 *
 * Usage: npm start [HOST:PORT]; default: AGENTHALL_TARGET or 127.0.0.1:50051. It may run again on the same server.
 * AGENTHALL_TLS_CA, a PEM file, means TLS with a server that its CAs vouch for; AGENTHALL_API_KEY goes over TLS only.
 * Exit code 0 and the last line "ok" mean that the server answered as its contract says.
 */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import type { CallOptions, Client, Interceptor, Transport } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { BadRequestSchema, ErrorInfoSchema } from "agenthall/google/rpc/error_details_pb.js";
import type { Status } from "agenthall/google/rpc/status_pb.js";
import { Visibility } from "agenthall/marketplace/v1/agent_pb.js";
import { MarketplaceService } from "agenthall/marketplace/v1/marketplace_service_pb.js";
import { TeamMemoryService } from "agenthall/memory/v1/team_memory_service_pb.js";
import type { AgentMetrics } from "agenthall/observability/v1/dashboard_pb.js";
import { Outcome, type ExecutionSchema } from "agenthall/observability/v1/execution_pb.js";
import type { WatchMetricsResponse } from "agenthall/observability/v1/observability_service_pb.js";
import { ObservabilityService } from "agenthall/observability/v1/observability_service_pb.js";
import { OptimizerService } from "agenthall/optimizer/v1/optimizer_service_pb.js";
import { withServiceConfig, type ServiceConfig } from "./service-config.js";

const NAMESPACE = "example-typescript";
const AGENT = "Changelog Writer (TypeScript)";
const RUN = randomUUID(); // begins this run's ids: what has an id may be sent again and counts once
const CALL = { timeoutMs: 5_000 }; // the service config has the longest time that makes sense; so long we will wait
const WATCH_MS = 20_000;
const BATCH = 100;
const BAD = 42;

async function publish(marketplace: Client<typeof MarketplaceService>): Promise<void> {
  const manifest = {
    namespace: NAMESPACE,
    name: "changelog-writer",
    displayName: AGENT,
    description: "Writes the changelog entry of a release from its commit messages.",
    version: "1.0.0",
    category: "utility",
    tags: ["changelog", "release"],
    systemPrompt: "Write one line for each change that a user can see. Leave out everything else.",
  };
  const { agentVersion } = await marketplace.publishAgent({ manifest, visibility: Visibility.WORKSPACE }, CALL);
  assert(agentVersion);
  console.log(`published ${agentVersion.agent} ${agentVersion.version}`);
  const { hits } = await marketplace.searchAgents({ query: "changelog", filter: `namespace = "${NAMESPACE}"` }, CALL);
  assert.deepEqual(
    hits.map(({ agent }) => `${agent?.namespace}/${agent?.name}`),
    [agentVersion.agent],
  );
  console.log(`found ${agentVersion.agent}`);
}

function execution(name: string): MessageInitShape<typeof ExecutionSchema> {
  return { executionId: `${RUN}-${name}`, agentName: AGENT, outcome: Outcome.OK, durationMs: 1200, tokens: 800n };
}

async function record(observability: Client<typeof ObservabilityService>): Promise<void> {
  const single = await observability.recordExecution({ execution: execution("single") }, CALL);
  assert.equal(single.duplicate, false);
  const executions = Array.from({ length: BATCH }, (_, number) => execution(String(number)));
  executions[BAD] = { ...executions[BAD], durationMs: -1 };
  const { acceptedCount, rejections } = await observability.recordExecutions({ executions }, CALL);
  assert.equal(acceptedCount, BATCH - 1);
  const [rejection, ...others] = rejections;
  assert(rejection?.index === BAD && rejection.status && others.length === 0);
  console.log(`recorded 1 execution, and ${acceptedCount} of a batch of ${BATCH}`);
  console.log(`refused execution ${BAD}: ${explain(asError(rejection.status))}`);
}

/** Follows AGENT while its executions are recorded; then continues from the first token, as after a lost connection. */
async function follow(observability: Client<typeof ObservabilityService>): Promise<void> {
  const request = { agentNames: [AGENT], interval: { nanos: 100_000_000 } };
  const stream = messages((options) => observability.watchMetrics(request, options));
  const { value: first } = await stream.next();
  assert(first?.event.case === "snapshot");
  const goal = executions(first.event.value.agents) + BigInt(BATCH);
  await Promise.all([reach(goal, stream), record(observability)]);
  console.log(`watched ${BATCH} executions arrive`);
  const resumption = { ...request, resumeToken: first.resumeToken };
  for await (const { event } of messages((options) => observability.watchMetrics(resumption, options))) {
    assert(event.case === "delta");
    assert.equal(executions(event.value.agents), goal);
    break;
  }
  console.log("resumed from the first token: one delta brings what was missed");
}

async function reach(goal: bigint, stream: AsyncIterable<WatchMetricsResponse>): Promise<void> {
  for await (const { event } of stream) {
    if (event.case === "delta" && executions(event.value.agents) === goal) return;
  }
  assert.fail("the stream ended");
}

/**
 * Reads a stream and cancels it with its reader: Connect lets a call run on when a for-await loop breaks. The deadline
 * is a signal too, because the timer of Connect's own `timeoutMs` outlives a cancelled stream and keeps Node running.
 */
async function* messages<T>(open: (options: CallOptions) => AsyncIterable<T>): AsyncGenerator<T, void> {
  const reader = new AbortController();
  try {
    yield* open({ signal: AbortSignal.any([reader.signal, AbortSignal.timeout(WATCH_MS)]) });
  } finally {
    reader.abort();
  }
}

function executions(agents: AgentMetrics[]): bigint {
  return agents.reduce((sum, { totalExecutions }) => sum + totalExecutions, 0n);
}

async function choose(optimizer: Client<typeof OptimizerService>): Promise<void> {
  const prompts = { short: "One line a change.", long: "A paragraph a change, with its reason." };
  for (const [variantId, prompt] of Object.entries(prompts)) {
    await optimizer.addVariant({ agentName: AGENT, variantId, prompt }, CALL);
  }
  const { variant, propensity, selectionId } = await optimizer.selectVariant({ agentName: AGENT }, CALL);
  console.log(`selected ${variant?.variantId} with probability ${propensity.toFixed(2)}`);
  const { duplicate } = await optimizer.recordResult({ selectionId, success: true, qualityScore: 90 }, CALL);
  assert.equal(duplicate, false);
  console.log("recorded its result");
}

async function suggest(memory: Client<typeof TeamMemoryService>): Promise<void> {
  const techStack = { database: "PostgreSQL", frontend: "React" };
  const prompt = "a web shop with a product search";
  const build = { buildId: RUN, teamId: NAMESPACE, prompt, techStack, success: true, qualityScore: 91 };
  await memory.recordBuild({ build }, CALL);
  const { suggestion, reason } = await memory.suggestStack({ teamId: NAMESPACE, prompt: "a web shop for books" }, CALL);
  assert.deepEqual({ ...suggestion }, techStack);
  const stack = Object.entries(suggestion).sort().map(([slot, technology]) => `${slot} ${technology}`);
  console.log(`suggested ${stack.join(", ")}: ${reason}`);
}

/** Sends a quality that is out of range, to show what a caller learns. */
async function fail(observability: Client<typeof ObservabilityService>): Promise<void> {
  const call = observability.recordExecution({ execution: { ...execution("bad"), qualityScore: 101 } }, CALL);
  const error = await call.then(() => assert.fail("quality 101 was recorded"), ConnectError.from);
  assert.equal(error.code, Code.InvalidArgument, error.message);
  console.log(`refused quality 101: ${explain(error)}`);
}

/** What a program can read in an error: the reason, and the fields that are wrong. */
function explain(error: ConnectError): string {
  const violations = error.findDetails(BadRequestSchema).flatMap(({ fieldViolations }) => fieldViolations);
  const fields = violations.map(({ field, description }) => `${field}: ${description}`);
  return `${error.findDetails(ErrorInfoSchema)[0]?.reason} ${fields.join("; ")}`;
}

/** A rejection of a batch holds a google.rpc.Status: as an error, its details are found like those of a failed call. */
function asError({ code, message, details }: Status): ConnectError {
  const error = new ConnectError(message, code);
  error.details = details.map(({ typeUrl, value }) => ({ type: typeUrl.slice(typeUrl.lastIndexOf("/") + 1), value }));
  return error;
}

/** Sends the key with every call, and with none that is not encrypted. */
function withApiKey(key: string): Interceptor {
  return (next) => (request) => {
    assert(request.url.startsWith("https:"), "AGENTHALL_API_KEY goes over TLS only: set AGENTHALL_TLS_CA");
    request.header.set("authorization", `Bearer ${key}`);
    return next(request);
  };
}

async function connect(target: string): Promise<Transport> {
  const { AGENTHALL_API_KEY: key, AGENTHALL_TLS_CA: ca } = process.env;
  const interceptors = key ? [withApiKey(key)] : [];
  if (!ca) return createGrpcTransport({ baseUrl: `http://${target}`, interceptors });
  const nodeOptions = { ca: await readFile(ca) };
  return createGrpcTransport({ baseUrl: `https://${target}`, interceptors, nodeOptions });
}

const target = process.argv[2] ?? process.env.AGENTHALL_TARGET ?? "127.0.0.1:50051";
const file = new URL("../../../generated/service_config.json", import.meta.url);
const config: ServiceConfig = JSON.parse(await readFile(file, "utf8"));
const transport = withServiceConfig(await connect(target), config);
const observability = createClient(ObservabilityService, transport);

await publish(createClient(MarketplaceService, transport));
await follow(observability);
await choose(createClient(OptimizerService, transport));
await suggest(createClient(TeamMemoryService, transport));
await fail(observability);
console.log("ok");
