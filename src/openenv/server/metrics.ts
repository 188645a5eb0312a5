import { Counter, Gauge, Histogram, Registry } from "prom-client";

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5];

/** What a server counts, for Prometheus. */
export interface Metrics {
  /** An HTTP request was answered. `route` is the pattern of the path, not the path. */
  request(
    request: { readonly route: string; readonly method: string; readonly status: number },
    ms: number,
  ): void;
  /** A frame of a socket was answered. */
  frame(type: string, ms: number): void;
  /** A step was carried out. */
  step(done: boolean): void;
  /** An error was answered, by its code. */
  error(code: string): void;
  sessionOpened(): void;
  sessionRefused(): void;
  socketDropped(reason: string): void;
  /** Everything so far in the text form of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** The slots of a server, read whenever metrics are. */
export interface Slots {
  readonly active: number;
  readonly maxSessions: number;
}

/** A registry of its own for each server, so that several may run in one process. */
export function createMetrics(slots: () => Slots): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({ name: `openenv_${name}`, help, labelNames, registers });
  const histogram = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Histogram({ name: `openenv_${name}`, help, labelNames, buckets: SECONDS, registers });
  const requests = histogram("http_request_duration_seconds", "HTTP requests and their latency.", [
    "route",
    "method",
    "status",
  ]);
  const frames = histogram("frame_duration_seconds", "Socket frames and their latency.", ["type"]);
  const steps = counter("steps_total", "Steps carried out.");
  const episodes = counter("episodes_finished_total", "Episodes that came to their end.");
  const errors = counter("errors_total", "Errors answered.", ["code"]);
  const opened = counter("sessions_opened_total", "Sessions that got a slot.");
  const refused = counter("sessions_refused_total", "Sessions that got no slot.");
  const dropped = counter("sockets_dropped_total", "Sockets that the server closed.", ["reason"]);
  declareGauges(slots, registers);
  return {
    request: (labels, ms) => requests.observe(labels, ms / 1000),
    frame: (type, ms) => frames.observe({ type }, ms / 1000),
    step: (done) => {
      steps.inc();
      if (done) episodes.inc();
    },
    error: (code) => errors.inc({ code }),
    sessionOpened: () => opened.inc(),
    sessionRefused: () => refused.inc(),
    socketDropped: (reason) => dropped.inc({ reason }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function declareGauges(slots: () => Slots, registers: Registry[]): void {
  new Gauge({
    name: "openenv_sessions_active",
    help: "Sessions that hold a slot.",
    registers,
    collect() {
      this.set(slots().active);
    },
  });
  new Gauge({
    name: "openenv_sessions_max",
    help: "Slots for sessions.",
    registers,
    collect() {
      this.set(slots().maxSessions);
    },
  });
}
