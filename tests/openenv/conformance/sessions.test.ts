import { describe } from "vitest";
import { answering, rewritten } from "./defects.ts";
import type { Defect, PassingSocket } from "./spoiled-server.ts";
import { type DefectRow, describeDefects, SESSIONS, soundServer } from "./support.ts";

const count = (socket: PassingSocket, name: string): number => {
  const next = (socket.memory[name] ?? 0) + 1;
  socket.memory[name] = next;
  return next;
};

/** Answers the second message of two that come at once before the first. */
function swapping(): Defect {
  let held: string | undefined;
  return {
    reply: (text, { client }) => {
      if (!text.includes('"state"') && !text.includes('"observation"')) return text;
      if (
        held === undefined &&
        text.includes('"step_count":') === false &&
        text.includes('"reward":null') === false
      ) {
        held = text;
        return undefined;
      }
      if (held !== undefined) {
        client.send(text);
        const last = held;
        held = undefined;
        return last;
      }
      return text;
    },
  };
}

/** On a large frame closes with a code: the sender, or everybody. */
const onLargeFrame = (hurt: (socket: PassingSocket) => void): Defect => ({
  message: (text, socket) => {
    if (text.length < 10_000_000) return text;
    hurt(socket);
    return undefined;
  },
});

let stamp = 0;

const LIVES: readonly DefectRow[] = [
  ["36", "answers out of order", swapping()],
  [
    "36",
    "a message that is lost",
    {
      message: (text, socket) =>
        text === '{"type":"state"}' && count(socket, "states") === 3 ? undefined : text,
    },
  ],
  [
    "37",
    "a reply to the goodbye",
    {
      message: (text, { client }) => {
        if (text.includes('"close"')) client.send('{"type":"closed","data":{}}');
        return text;
      },
    },
  ],
  ["37", "another code", { closing: () => 1001 }],
  ["37", "a socket that stays", { closing: () => 0 }],
  [
    "39",
    "one episode for everybody",
    {
      reply: (text, { all }) => {
        const frame = JSON.parse(text);
        if (frame.type !== "state") return text;
        const [first] = all;
        if (first !== undefined)
          first.memory["steps"] = Math.max(first.memory["steps"] ?? 0, frame.data.step_count);
        return JSON.stringify({ ...frame, data: { ...frame.data, step_count: first?.memory["steps"] } });
      },
    },
  ],
  [
    "40",
    "a count that goes on",
    rewritten(
      "state",
      ({ data }) => void Object.assign(data, { step_count: Number(data["step_count"]) + 1 }),
    ),
  ],
  [
    "40",
    "a history that goes on",
    rewritten(
      "observation",
      ({ data }, socket) => void Object.assign(data.observation ?? {}, { seen: count(socket, "seen") }),
    ),
  ],
  [
    "41",
    "a socket on every path",
    { upgrade: ({ url }) => (url === "/no-such-socket" ? "open" : undefined) },
  ],
  ["41", "a crash for an answer", { upgrade: ({ url }) => (url === "/no-such-socket" ? 500 : undefined) }],
  [
    "42",
    "an offer of compression refused",
    { upgrade: ({ headers }) => (headers["sec-websocket-extensions"] === undefined ? undefined : 400) },
  ],
  [
    "42",
    "a missing origin refused",
    { upgrade: ({ headers }) => (headers.origin === undefined ? 403 : undefined) },
  ],
  ["43", "large frames that are never answered", onLargeFrame(() => undefined)],
  ["43", "another code", onLargeFrame(({ client }) => client.close(1011))],
  [
    "43",
    "a connection dropped without a code after a whole frame",
    onLargeFrame(({ client }) => client.terminate()),
  ],
  [
    "43",
    "a frame that hurts everybody",
    onLargeFrame(({ all }) => {
      for (const { client } of all) client.close(1009);
    }),
  ],
  [
    "44",
    "a stamp in the state",
    rewritten("state", ({ data }) => {
      stamp += 1;
      Object.assign(data, { stamp });
    }),
  ],
  [
    "44",
    "an order of keys that changes",
    rewritten("observation", ({ type, data }) => {
      stamp += 1;
      return stamp % 7 === 0 ? { data, type } : undefined;
    }),
  ],
  ["45", "pings that are ignored", { ignoresPings: true }],
];

/** Keeps the upstream session after a goodbye. */
const keepsAfterGoodbye: Defect = {
  leaks: true,
  message: (text, { client }) => {
    if (!text.includes('"close"')) return text;
    client.close(1000);
    return undefined;
  },
};

const capacity = (change: (data: Record<string, unknown>, socket: PassingSocket) => unknown): Defect =>
  rewritten("error", ({ data }, socket) => {
    if (data["code"] === "CAPACITY_REACHED") change(data, socket);
  });

const FULL: readonly DefectRow[] = [
  [
    "22",
    "resets that need a session",
    {
      request: (ask) =>
        ask.path === "/reset" && ask.sockets >= SESSIONS ? answering(503, { detail: "full" }) : ask,
    },
  ],
  ["38", "sessions of dropped connections kept", { leaks: true }],
  ["46", "a refusal that does not count", capacity((data) => void delete data["active_sessions"])],
  [
    "46",
    "another code of the refusal",
    capacity((data) => void Object.assign(data, { code: "SESSION_ERROR" })),
  ],
  ["46", "another code of the closing", { closing: () => 1013 }],
  [
    "47",
    "a socket that is closed at once",
    capacity((_data, { client }) => setImmediate(() => client.close(1000))),
  ],
  ["48", "sessions kept after a goodbye", keepsAfterGoodbye],
];

describe("the checks of sessions", () => {
  const { url } = soundServer({ maxSessions: SESSIONS + 3 });
  describeDefects(url, LIVES, { timeoutMs: 400 });
});

describe("the checks of a full server", () => {
  const { url } = soundServer();
  describeDefects(url, FULL, { timeoutMs: 400 });
});

describe("the check of idle sessions", () => {
  const { url } = soundServer({ sessionTimeoutMs: 150 });
  const rows: readonly DefectRow[] = [
    ["49", "an idle socket that stays open", { closing: () => 0 }],
    [
      "49",
      "polls that do not count",
      {
        message: (text, { client }) => {
          if (text !== '{"type":"state"}') return text;
          client.send('{"type":"state","data":{"step_count":0}}');
          return undefined;
        },
      },
    ],
  ];
  describeDefects(url, rows, { timeoutMs: 400, sessionTimeoutMs: 150 });
});
