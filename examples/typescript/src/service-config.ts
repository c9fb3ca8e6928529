/**
 * Time-outs and retries of generated/service_config.json for a Connect transport, which reads no service configs.
 *
 * As gRPC does it (https://github.com/grpc/proposal/blob/master/A6-client-retries.md): the shorter of the caller's and
 * the file's time-out covers all attempts; a call is sent again only while nothing of its answer has arrived. Not here:
 * retry throttling, load balancing, health checks, and methods that stream requests, which are sent once.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { DescMethod } from "@bufbuild/protobuf";
import { ConnectError, type Transport } from "@connectrpc/connect";
import { codeToString } from "@connectrpc/connect/protocol-connect";
import { RetryInfoSchema } from "agenthall/google/rpc/error_details_pb.js";

export interface ServiceConfig {
  methodConfig: { name: { service: string; method?: string }[]; timeout?: string; retryPolicy?: RetryPolicy }[];
}

interface RetryPolicy {
  maxAttempts: number;
  initialBackoff: string;
  maxBackoff: string;
  backoffMultiplier: number;
  retryableStatusCodes: string[];
}

export function withServiceConfig(transport: Transport, config: ServiceConfig): Transport {
  return {
    unary: (method, signal, timeoutMs, header, input, values) =>
      call(config, method, signal, timeoutMs, (leftMs) =>
        transport.unary(method, signal, leftMs, header, input, values),
      ),
    stream: async (method, signal, timeoutMs, header, input, values) => {
      if (method.methodKind !== "server_streaming") {
        return transport.stream(method, signal, timeoutMs, header, input, values);
      }
      const request = await first(input);
      return call(config, method, signal, timeoutMs, (leftMs) =>
        transport.stream(method, signal, leftMs, header, only(request), values),
      );
    },
  };
}

async function call<Answer>(
  config: ServiceConfig,
  method: DescMethod,
  signal: AbortSignal | undefined,
  timeoutMs: number | undefined,
  send: (leftMs: number | undefined) => Promise<Answer>,
): Promise<Answer> {
  const { timeout, retryPolicy } = methodConfig(config, method);
  const limit = Math.min(timeoutMs ?? Infinity, timeout === undefined ? Infinity : milliseconds(timeout));
  const deadline = Date.now() + limit;
  for (let attempt = 1; ; attempt++) {
    try {
      return await send(limit === Infinity ? undefined : Math.max(1, deadline - Date.now()));
    } catch (reason) {
      const pause = retryPolicy && pauseBefore(attempt + 1, retryPolicy, ConnectError.from(reason));
      if (pause === undefined || Date.now() + pause >= deadline) throw reason;
      await sleep(pause, undefined, { signal });
    }
  }
}

/** Milliseconds before the next attempt; undefined: there is none. The server's own wish comes before the policy's. */
function pauseBefore(attempt: number, policy: RetryPolicy, error: ConnectError): number | undefined {
  const retryable = policy.retryableStatusCodes.includes(codeToString(error.code).toUpperCase());
  const pushback = error.metadata.get("grpc-retry-pushback-ms");
  if (!retryable || attempt > policy.maxAttempts || Number(pushback) < 0) return undefined;
  if (pushback !== null) return Number(pushback);
  const delay = error.findDetails(RetryInfoSchema)[0]?.retryDelay;
  if (delay !== undefined) return Number(delay.seconds) * 1000 + delay.nanos / 1e6;
  const backoff = milliseconds(policy.initialBackoff) * policy.backoffMultiplier ** (attempt - 2);
  return Math.random() * Math.min(backoff, milliseconds(policy.maxBackoff));
}

function methodConfig({ methodConfig: all }: ServiceConfig, { parent, name }: DescMethod) {
  const named = (method?: string) =>
    all.find((one) => one.name.some((it) => it.service === parent.typeName && it.method === method));
  return named(name) ?? named(undefined) ?? { name: [] };
}

const milliseconds = (seconds: string) => Number.parseFloat(seconds) * 1000;

async function first<Item>(items: AsyncIterable<Item>): Promise<Item> {
  for await (const item of items) return item;
  throw new Error("a call without a request");
}

async function* only<Item>(item: Item): AsyncGenerator<Item> {
  yield item;
}
