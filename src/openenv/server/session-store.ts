import { GymError } from "../../core/errors.ts";
import type { ServedEnvironment, Session } from "../served-environment.ts";

/** Whose session it is: a socket's, one created over MCP, or one named by HTTP requests. */
export type SessionKind = "socket" | "mcp" | "http";

/** A session that is kept between requests. */
export interface SessionRecord {
  readonly id: string;
  readonly kind: SessionKind;
  readonly session: Session;
  /** Monotonic milliseconds of the last message. */
  lastUsed: number;
  /** No episode is running, so that nothing is lost with the session. */
  isDone: boolean;
  /** Called when the session was idle too long, after it was closed. */
  onExpire?: (idleMs: number) => void;
}

/** There is no slot left for another session. */
export class CapacityError extends GymError {
  override readonly name = "CapacityError";
  readonly activeSessions: number;
  readonly maxSessions: number;

  constructor(activeSessions: number, maxSessions: number) {
    super(
      "UNSUPPORTED",
      `All ${maxSessions} sessions are in use (${activeSessions}/${maxSessions}): close one, or try again later.`,
    );
    this.activeSessions = activeSessions;
    this.maxSessions = maxSessions;
  }
}

/** The environment could not be made. */
export class FactoryError extends GymError {
  override readonly name = "FactoryError";
  readonly factoryName: string;

  constructor(factoryName: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super("UNSUPPORTED", `The environment ${factoryName} could not be made: ${reason}`, { cause });
    this.factoryName = factoryName;
  }
}

/** What a store is made of. Times are in milliseconds; 0 means for ever. */
export interface StoreOptions {
  readonly served: ServedEnvironment;
  /** Sessions of sockets and of MCP together, and as many again named by HTTP requests. */
  readonly maxSessions: number;
  readonly socketIdleMs: number;
  readonly keptIdleMs: number;
  readonly monotonic: () => number;
  readonly newId: () => string;
  /** Told about slots that were taken, and asked for in vain. */
  readonly observer: { sessionOpened(): void; sessionRefused(): void };
}

/** Every session that outlives a request, with the number of slots and how long an idle one is kept. */
export class SessionStore {
  readonly #options: StoreOptions;
  readonly #records = new Map<string, SessionRecord>();
  #active = 0;

  constructor(options: StoreOptions) {
    this.#options = options;
  }

  /** Sessions that hold a slot. */
  get active(): number {
    return this.#active;
  }

  /** All kept sessions. */
  get size(): number {
    return this.#records.size;
  }

  get maxSessions(): number {
    return this.#options.maxSessions;
  }

  /** A session for one request; whoever made it closes it. @throws {FactoryError} If it cannot be made. */
  fresh(): Session {
    const { served, newId } = this.#options;
    try {
      return served.createSession(newId);
    } catch (error) {
      throw new FactoryError(served.id, error);
    }
  }

  /** Takes a slot and makes a session. @throws {CapacityError | FactoryError} If there is none, or it cannot be made. */
  open(kind: "socket" | "mcp"): SessionRecord {
    const { maxSessions, newId, observer } = this.#options;
    if (this.#active >= maxSessions) {
      observer.sessionRefused();
      throw new CapacityError(this.#active, maxSessions);
    }
    const record = this.#add(kind, newId());
    this.#active += 1;
    observer.sessionOpened();
    return record;
  }

  /**
   * The session that HTTP requests name, made at its first use. At the limit it takes the place of the one that has
   * been unused longest among those whose episode has ended.
   * @throws {CapacityError} If there is none such.
   */
  named(id: string): SessionRecord {
    const known = this.#records.get(keyOf("http", id));
    if (known !== undefined) return known;
    const named = [...this.#records.values()].filter(({ kind }) => kind === "http");
    if (named.length >= this.#options.maxSessions) this.#replaceOne(named);
    return this.#add("http", id);
  }

  #replaceOne(named: readonly SessionRecord[]): void {
    const [oldest] = named.filter(({ isDone }) => isDone).sort((a, b) => a.lastUsed - b.lastUsed);
    if (oldest === undefined) throw new CapacityError(named.length, this.#options.maxSessions);
    this.close(oldest);
  }

  #add(kind: SessionKind, id: string): SessionRecord {
    const lastUsed = this.#options.monotonic();
    const record: SessionRecord = { id, kind, session: this.fresh(), lastUsed, isDone: true };
    this.#records.set(keyOf(kind, id), record);
    return record;
  }

  /** The kept session of an id, of the first of these kinds that has one. */
  find(id: string, kinds: readonly SessionKind[]): SessionRecord | undefined {
    for (const kind of kinds) {
      const record = this.#records.get(keyOf(kind, id));
      if (record !== undefined) return record;
    }
    return undefined;
  }

  /** Notes that a session was used now. */
  touch(record: SessionRecord): void {
    record.lastUsed = this.#options.monotonic();
  }

  /** Closes a session and frees its slot; a second call does nothing. */
  close(record: SessionRecord): void {
    if (!this.#records.delete(keyOf(record.kind, record.id))) return;
    if (record.kind !== "http") this.#active -= 1;
    record.session.close();
  }

  /** Closes every session that was idle too long. */
  reap(): void {
    const { monotonic, socketIdleMs, keptIdleMs } = this.#options;
    const now = monotonic();
    for (const record of [...this.#records.values()]) {
      const limit = record.kind === "socket" ? socketIdleMs : keptIdleMs;
      const idle = now - record.lastUsed;
      if (limit === 0 || idle < limit) continue;
      this.close(record);
      record.onExpire?.(limit);
    }
  }

  /** Closes everything. */
  closeAll(): void {
    for (const record of [...this.#records.values()]) this.close(record);
  }
}

function keyOf(kind: SessionKind, id: string): string {
  return `${kind}:${id}`;
}
