import { once } from "node:events";
import { WebSocket } from "ws";
import type { RecordedEpisode } from "./episodes.ts";

/** What is asked of a server. */
export interface LoadOptions {
  readonly url: string;
  /** Sockets that play at the same time. */
  readonly sessions: number;
  /** Socket number i plays the episode i modulo their count. */
  readonly episodes: readonly RecordedEpisode[];
  /** How often each socket plays its episode. @defaultValue 1 */
  readonly times?: number;
  /** Called once every socket is open, right before the first frame, and again after the last reply. */
  readonly onEdge?: (edge: "start" | "end") => void;
}

/** How a server took it. */
export interface LoadResult {
  /** Steps that were answered, without resets. */
  readonly steps: number;
  /** Replies that were errors or not the expected end of an episode, and sockets that broke. */
  readonly errors: number;
  readonly seconds: number;
  /** Round trips of steps in milliseconds, ascending. */
  readonly latencies: Float64Array;
}

interface Player {
  readonly socket: WebSocket;
  readonly episode: RecordedEpisode;
}

const OPENED_AT_ONCE = 50;
const ERROR = Buffer.from('{"type":"error"');

async function openSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/ws`, { perMessageDeflate: false });
  await once(socket, "open");
  return socket;
}

async function openAll({ url, sessions, episodes }: LoadOptions): Promise<Player[]> {
  const players: Player[] = [];
  while (players.length < sessions) {
    const count = Math.min(OPENED_AT_ONCE, sessions - players.length);
    const opened = await Promise.all(Array.from({ length: count }, () => openSocket(url)));
    for (const socket of opened) {
      const episode = episodes[players.length % episodes.length];
      if (episode !== undefined) players.push({ socket, episode });
    }
  }
  return players;
}

/** Whether the last reply ends the episode with the reward that it had when it was recorded. */
function endsWell(reply: Buffer, { replies }: RecordedEpisode): boolean {
  const { data } = JSON.parse(reply.toString()) as { readonly data: RecordedEpisode["replies"][number] };
  const expected = replies.at(-1);
  return data.done === true && data.reward === expected?.reward;
}

/** Plays one episode; resolves with the number of errors. */
function play({ socket, episode }: Player, latencies: number[]): Promise<number> {
  const { frames } = episode;
  return new Promise((resolve) => {
    let next = 0;
    let sent = 0;
    let errors = 0;
    const send = (): void => {
      sent = performance.now();
      socket.send(frames[next] ?? "");
      next += 1;
    };
    const finish = (missing: number): void => {
      socket.removeAllListeners();
      socket.on("error", () => {});
      resolve(errors + missing);
    };
    socket.on("message", (reply: Buffer) => {
      if (next > 1) latencies.push(performance.now() - sent);
      if (reply.subarray(0, ERROR.length).equals(ERROR)) errors += 1;
      if (next < frames.length) return send();
      finish(endsWell(reply, episode) ? 0 : 1);
    });
    socket.on("close", () => finish(1));
    socket.on("error", () => finish(1));
    send();
  });
}

/** Plays the episode again and again; resolves with the number of errors. */
async function playTimes(player: Player, times: number, latencies: number[]): Promise<number> {
  let errors = 0;
  for (let played = 0; played < times; played += 1) {
    if (player.socket.readyState !== WebSocket.OPEN) return errors + times - played;
    errors += await play(player, latencies);
  }
  return errors;
}

/** Opens every socket, lets all of them play at the same time, and closes them. */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const { times = 1 } = options;
  const players = await openAll(options);
  const latencies: number[] = [];
  options.onEdge?.("start");
  const begin = performance.now();
  const errors = await Promise.all(players.map((player) => playTimes(player, times, latencies)));
  const seconds = (performance.now() - begin) / 1000;
  options.onEdge?.("end");
  await Promise.all(players.map(({ socket }) => closeSocket(socket)));
  return {
    steps: latencies.length,
    errors: errors.reduce((sum, count) => sum + count, 0),
    seconds,
    latencies: Float64Array.from(latencies).sort(),
  };
}

async function closeSocket(socket: WebSocket): Promise<void> {
  if (socket.readyState === WebSocket.CLOSED) return;
  const closed = once(socket, "close");
  socket.close();
  await closed;
}
