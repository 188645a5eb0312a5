import type { WebSocket } from "ws";

/** Pings sockets, and drops those that show no sign of life between two pings. */
export class Keepalive {
  readonly #alive = new Map<WebSocket, boolean>();
  readonly #timer: NodeJS.Timeout;

  /**
   * @param intervalMs - Time between two pings, and the time a client has for the answer.
   * @param onDrop - Called before a silent socket is dropped.
   */
  constructor(intervalMs: number, onDrop: () => void) {
    this.#timer = setInterval(() => this.#beat(onDrop), intervalMs);
    this.#timer.unref();
  }

  /** Watches a socket until it closes. */
  watch(socket: WebSocket): void {
    this.#alive.set(socket, true);
    const revive = (): void => {
      this.#alive.set(socket, true);
    };
    socket.on("pong", revive);
    socket.on("message", revive);
    socket.on("close", () => {
      this.#alive.delete(socket);
    });
  }

  #beat(onDrop: () => void): void {
    for (const [socket, isAlive] of this.#alive) {
      if (!isAlive) {
        onDrop();
        socket.terminate();
        continue;
      }
      this.#alive.set(socket, false);
      if (socket.readyState === socket.OPEN) socket.ping();
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
