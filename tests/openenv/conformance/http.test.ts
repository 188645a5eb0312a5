import { describe } from "vitest";
import { answering, changed, misread, restatused } from "./defects.ts";
import { type DefectRow, describeDefects, soundServer } from "./support.ts";

const onlyFirstProblem: DefectRow[2] = {
  answer: (answer) => {
    if (answer.status !== 422) return answer;
    const { detail } = JSON.parse(answer.body);
    return answering(422, { detail: detail.slice(0, 1) });
  },
};

function changedProblems(route: string, loc: readonly string[]): DefectRow[2] {
  return {
    answer: (answer, { method, path }) =>
      answer.status === 422 && `${method} ${path}` === route
        ? answering(422, { detail: [{ type: "missing", loc, msg: "no" }] })
        : answer,
  };
}

describe("the checks of HTTP control", () => {
  const { url } = soundServer();
  const unprocessable = answering(422, { detail: [{ type: "missing", loc: ["action"], msg: "no" }] });
  let answers = 0;
  describeDefects(url, [
    [
      "10",
      "a reset that needs a body",
      { request: (ask) => (ask.body === "" && ask.path === "/reset" ? unprocessable : ask) },
    ],
    ["10", "null for a body", { request: (ask) => (ask.body === "null" ? unprocessable : ask) }],
    ["11", "a reward after a reset", changed("POST /reset", (body) => ({ ...body, reward: 0 }))],
    ["11", "an episode that is done at once", changed("POST /reset", (body) => ({ ...body, done: true }))],
    ["11", "an info beside the observation", changed("POST /reset", (body) => ({ ...body, info: {} }))],
    [
      "11",
      "a reward inside the observation",
      changed("POST /reset", (body) => void Object.assign(body["observation"] as object, { reward: null })),
    ],
    [
      "11",
      "metadata inside the observation only",
      changed("POST /reset", (body) => {
        Object.assign(body["observation"] as object, { metadata: { task: "x" } });
        delete body["metadata"];
      }),
    ],
    ["12", "negative seeds", misread("POST /reset", (body) => (body["seed"] === -1 ? { seed: 1 } : body))],
    ["12", "half seeds", misread("POST /reset", (body) => (body["seed"] === 1.5 ? { seed: 1 } : body))],
    ["12", "a refusal at another place", changedProblems("POST /reset", ["seed"])],
    ["12", "numerals refused", { request: (ask) => (ask.body.includes('"7"') ? unprocessable : ask) }],
    [
      "12",
      "numerals read as another number",
      misread("POST /reset", (body) =>
        body["seed"] === "7" ? { ...body, seed: 8, task_id: "api_incident_hard" } : body,
      ),
    ],
    [
      "13",
      "unknown keys refused",
      { request: (ask) => (ask.body.includes("no_such_option") ? unprocessable : ask) },
    ],
    ["13", "a task_id that nobody reads", misread("POST /reset", ({ task_id: _dropped, ...body }) => body)],
    ["13", "an unknown task that crashes", restatused("POST /reset", 422, 500)],
    ["14", "malformed bodies as bad requests", restatused("POST /reset", 422, 400)],
    [
      "14",
      "a list that counts as empty",
      { request: (ask) => (ask.body === "[1]" ? { ...ask, body: "{}" } : ask) },
    ],
    [
      "15",
      "a counter in the observation",
      changed("POST /reset", (body) => {
        answers += 1;
        Object.assign(body["observation"] as object, { answers });
      }),
    ],
    ["16", "a refusal at another place", changedProblems("POST /step", ["action"])],
    [
      "16",
      "a text for an action",
      { request: (ask) => (ask.body.includes('"text"') ? answering(200, {}) : ask) },
    ],
    ["17", "unknown fields accepted", misread("POST /step", () => ({ action: { operation: "submit" } }))],
    ["17", "the first problem only", onlyFirstProblem],
    ["18", "a step that needs a reset", restatused("POST /step", 200, 409)],
    ["18", "a step without done", changed("POST /step", (body) => void delete body["done"])],
    ["19", "a timeout of 0", misread("POST /step", (body) => ({ ...body, timeout_s: 1 }))],
    [
      "19",
      "a request_id refused",
      { request: (ask) => (ask.body.includes("request_id") ? unprocessable : ask) },
    ],
    ["20", "steps that are half shared", changed("GET /state", (body) => ({ ...body, step_count: 1 }))],
    ["21", "a state that is not found", restatused("GET /state", 200, 404)],
    ["21", "a step_count in words", changed("GET /state", (body) => ({ ...body, step_count: "0" }))],
    ["21", "a state without episode_id", changed("GET /state", (body) => void delete body["episode_id"])],
  ]);
});
