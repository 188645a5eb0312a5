import { describe } from "vitest";
import { errorFrame, type Frame, misheard, rewritten, swallowing } from "./defects.ts";
import type { PassingSocket } from "./spoiled-server.ts";
import { type DefectRow, describeDefects, soundServer } from "./support.ts";

const observation = (change: (frame: Frame, socket: PassingSocket) => unknown): DefectRow[2] =>
  rewritten("observation", change);
const state = (change: (data: Frame["data"], socket: PassingSocket) => unknown): DefectRow[2] =>
  rewritten("state", (frame, socket) => void change(frame.data, socket));
const error = (from: string, change: (data: Frame["data"], socket: PassingSocket) => unknown): DefectRow[2] =>
  rewritten("error", (frame, socket) => {
    if (frame.data["code"] === from) change(frame.data, socket);
  });
const recoded = (from: string, code: string): DefectRow[2] =>
  error(from, (data) => void Object.assign(data, { code }));
const closingAfter = (code: string): DefectRow[2] => ({
  reply: (text, { client }) => {
    if (text.includes(code)) setImmediate(() => client.close(1000));
    return text;
  },
});

const WELL_FORMED: readonly DefectRow[] = [
  ["23", "a greeting", { connected: ({ client }) => client.send('{"type":"hello","data":{}}') }],
  ["24", "a reset that needs data", swallowing('{"type":"reset"}', errorFrame("VALIDATION_ERROR"))],
  ["24", "null for data", misheard((text) => text.replace('"data":null', '"data":{}'))],
  ["24", "unknown keys refused", swallowing("no_such_option", errorFrame("VALIDATION_ERROR"))],
  ["25", "a reward that is true", observation(({ data }) => void Object.assign(data, { reward: true }))],
  ["25", "a reward that is null", observation(({ data }) => void Object.assign(data, { reward: null }))],
  [
    "25",
    "done inside the observation",
    observation(({ data }) => void Object.assign(data.observation ?? {}, { done: false })),
  ],
  ["25", "no done", observation(({ data }) => void delete data["done"])],
  ["25", "an id in the frame", observation((frame) => ({ ...frame, id: 1 }))],
  ["25", "another type", observation((frame) => ({ ...frame, type: "step_result" }))],
  ["26", "nulls refused", swallowing('"queue":null', errorFrame("VALIDATION_ERROR"))],
  ["26", "metadata refused", swallowing('"metadata"', errorFrame("VALIDATION_ERROR"))],
  ["27", "an episode_id of its own", state((data) => void Object.assign(data, { episode_id: "mine" }))],
  ["27", "steps that are not counted", state((data) => void Object.assign(data, { step_count: 0 }))],
  ["28", "a state that needs a reset", rewritten("state", () => errorFrame("EXECUTION_ERROR"))],
];

const ILL_FORMED: readonly DefectRow[] = [
  [
    "29",
    "data where none belongs",
    misheard((text) => text.replace('"type":"state","data":{}', '"type":"state"')),
  ],
  ["29", "unknown keys", misheard((text) => text.replace(',"id":1', ""))],
  ["29", "no list of problems", error("VALIDATION_ERROR", (data) => void delete data["errors"])],
  ["29", "a socket that is closed", closingAfter("VALIDATION_ERROR")],
  ["30", "another code", recoded("VALIDATION_ERROR", "EXECUTION_ERROR")],
  [
    "30",
    "a problem elsewhere",
    error("VALIDATION_ERROR", (data) => void Object.assign(data, { errors: [{ type: "missing", loc: [] }] })),
  ],
  ["31", "unknown fields accepted", misheard((text) => text.replace(',"no_such_field":1', ""))],
  [
    "31",
    "a refused action that counts",
    {
      reply: (text, { memory }) => {
        if (text.includes("VALIDATION_ERROR")) memory["refused"] = 1;
        return memory["refused"] === 1 ? text.replace('"step_count":0', '"step_count":1') : text;
      },
    },
  ],
  ["31", "an environment that is broken afterwards", closingAfter("VALIDATION_ERROR")],
  ["32", "another code", recoded("INVALID_JSON", "SESSION_ERROR")],
  ["32", "a socket that is closed", closingAfter("INVALID_JSON")],
  ["32", "silence after an empty frame", { message: (text) => (text === "" ? undefined : text) }],
  ["33", "another code", recoded("UNKNOWN_TYPE", "VALIDATION_ERROR")],
  ["33", "a socket that is closed", closingAfter("UNKNOWN_TYPE")],
  ["34", "another code", recoded("EXECUTION_ERROR", "SESSION_ERROR")],
  ["34", "an empty message", error("EXECUTION_ERROR", (data) => void Object.assign(data, { message: "" }))],
  ["34", "a socket that is closed", closingAfter("EXECUTION_ERROR")],
  [
    "35",
    "a list that closes the socket without a word",
    {
      message: (text, { client }) => {
        if (text === "[1]") client.close(1000);
        return text === "[1]" ? undefined : text;
      },
    },
  ],
  ["35", "silence after bytes", { message: (text, _socket, isBinary) => (isBinary ? undefined : text) }],
  ["35", "another code", recoded("VALIDATION_ERROR", "INVALID_JSON")],
];

describe("the checks of messages on /ws", () => {
  const { url } = soundServer();
  describeDefects(url, WELL_FORMED, { timeoutMs: 300 });
});

describe("the checks of what is wrong on /ws", () => {
  const { url } = soundServer();
  describeDefects(url, ILL_FORMED, { timeoutMs: 300 });
});
