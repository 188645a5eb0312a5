import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

const OF_THE_OFFER = ["upgrade", "connection", "http2-settings"];

/** Whether a request asks for a WebSocket, and not for another protocol such as HTTP/2. */
export function asksForWebSocket({ headers: { upgrade } }: IncomingMessage): boolean {
  return upgrade?.toLowerCase() === "websocket";
}

function headOf({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    if (!OF_THE_OFFER.includes(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[index + 1]}`);
  }
  return `${lines.join("\r\n")}\r\n\r\n`;
}

interface Connection {
  readonly socket: Duplex;
  /** What was read after the head of the request. */
  readonly head: Buffer;
}

/**
 * Answers a request that offers another protocol as if it had not, which HTTP allows; Java's client offers HTTP/2
 * with every request. The request goes back into its connection, and the connection into the server.
 */
export function ignoreUpgrade(server: Server, request: IncomingMessage, connection: Connection): void {
  const { socket, head } = connection;
  socket.unshift(Buffer.concat([Buffer.from(headOf(request), "latin1"), head]));
  server.emit("connection", socket);
}
