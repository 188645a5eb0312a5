import type { WebSocket } from "ws";
import { ResetNeededError } from "../../core/errors.ts";
import type { Session, SessionGrade, WireRecord } from "../served-environment.ts";
import type { WebContext } from "../web-contract.ts";
import type { StepPayload } from "../wire.ts";
import { type ActionLog, type EpisodeState, MAX_ACTION_LOGS, type StateUpdate } from "./messages.ts";

/** Bytes that may wait in a visitor's socket; the next update makes up for the ones left out. */
const MAX_BUFFERED_BYTES = 1_048_576;

/** The one episode that all visitors of the page share, and the sockets that follow it. */
export class SharedEpisode {
  readonly #session: Session;
  readonly #now: () => Date;
  readonly #visitors = new Set<WebSocket>();
  #logs: readonly ActionLog[] = [];
  #started = false;

  constructor(context: WebContext) {
    this.#session = context.createSession();
    this.#now = () => context.now();
  }

  /** Begins an episode. @throws {ValidationError} If a parameter is wrong. */
  reset(params: WireRecord): StepPayload {
    const payload = this.#session.reset(params);
    this.#started = true;
    this.#logs = [];
    this.#publish();
    return payload;
  }

  /** Carries out a wire action. @throws {ValidationError | ResetNeededError} If it is wrong, or nothing is running. */
  step(action: unknown): StepPayload {
    this.requireStarted();
    const payload = this.#session.step(action);
    const { metadata: _ignored, ...fields } = action as WireRecord;
    const log: ActionLog = {
      timestamp: this.#now().toISOString(),
      action: fields,
      observation: payload.observation,
      reward: payload.reward == null ? null : Number(payload.reward),
      done: payload.done === true,
      step_count: this.#stepCount(),
    };
    this.#logs = [...this.#logs, log].slice(-MAX_ACTION_LOGS);
    this.#publish();
    return payload;
  }

  /** The episode as its operator sees it. @throws {ResetNeededError} Before the first reset. */
  state(): WireRecord {
    this.requireStarted();
    return this.#session.state();
  }

  /** What the agent saw last. @throws {ResetNeededError} Before the first reset. */
  observation(): WireRecord {
    this.requireStarted();
    return this.#session.observation();
  }

  /** How the episode stands. @throws {ResetNeededError} Before the first reset. */
  grade(): SessionGrade | undefined {
    this.requireStarted();
    return this.#session.grade();
  }

  /** @throws {ResetNeededError} Before the first reset. */
  requireStarted(): void {
    if (!this.#started) throw new ResetNeededError("new");
  }

  /** The episode as every visitor sees it. */
  view(): EpisodeState {
    const state = this.#started ? this.#session.state() : undefined;
    return {
      episode_id: state === undefined ? null : String(state["episode_id"]),
      step_count: this.#stepCount(),
      current_observation: this.#started ? this.#session.observation() : null,
      action_logs: this.#logs,
      is_reset: this.#logs.length === 0,
    };
  }

  /** Sends the episode to a visitor now and after every change; what the visitor sends is ignored. */
  follow(socket: WebSocket): void {
    this.#visitors.add(socket);
    const leave = (): void => {
      this.#visitors.delete(socket);
    };
    socket.on("close", leave);
    socket.on("error", leave);
    socket.send(this.#message());
  }

  /** Ends the session; the server closes the sockets. */
  close(): void {
    this.#visitors.clear();
    this.#session.close();
  }

  #stepCount(): number {
    return this.#started ? Number(this.#session.state()["step_count"]) : 0;
  }

  #message(): string {
    const update: StateUpdate = { type: "state_update", episode_state: this.view() };
    return JSON.stringify(update);
  }

  #publish(): void {
    if (this.#visitors.size === 0) return;
    const message = this.#message();
    for (const socket of this.#visitors) {
      if (socket.readyState === socket.OPEN && socket.bufferedAmount < MAX_BUFFERED_BYTES) {
        socket.send(message);
      }
    }
  }
}
