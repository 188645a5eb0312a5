import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import "../../src/agents/register.ts";
import type { Agent } from "../../src/core/agent.ts";
import { createAgent, listPlayers } from "../../src/core/agent-registry.ts";
import { GymError } from "../../src/core/errors.ts";
import type { JsonObject } from "../../src/core/json.ts";
import { checksum } from "../../src/runs/canonical-json.ts";
import { loadAgentFile, saveAgentFile } from "../../src/runs/index.ts";
import { train } from "../../src/training/train.ts";
import { Corridor } from "../support/toy-envs.ts";

const SPEC = { id: "toy/Corridor-v0", kwargs: { length: 5 } };
const TRAINING = { seed: 3, episodes: 20, steps: 99 };

interface Draft {
  schema: unknown;
  checksum?: string;
  training: Record<string, unknown>;
  agent: { name: string; hyperparameters: Record<string, unknown>; state: Record<string, unknown> };
}

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agent-file-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function trained(): Agent {
  const agent = createAgent("q-learning", { actionCount: 2 });
  train({ env: new Corridor(), agent, episodes: 20 });
  return agent;
}

function save(name = "agent.json"): string {
  const path = join(folder, name);
  saveAgentFile(path, { spec: SPEC, agent: trained(), training: TRAINING });
  return path;
}

/** Changes a saved file; `sign` makes its checksum fit again. */
function edit(change: (draft: Draft) => void, sign = false): string {
  const path = save();
  const draft = JSON.parse(readFileSync(path, "utf8"));
  change(draft);
  const { checksum: before, ...rest } = draft;
  writeFileSync(path, JSON.stringify({ ...rest, checksum: sign ? checksum(rest) : before }));
  return path;
}

function refusal(action: () => unknown): GymError {
  try {
    action();
  } catch (error) {
    if (error instanceof GymError) return error;
    throw error;
  }
  throw new Error("Nothing was refused.");
}

describe("an agent file", () => {
  it("gives back the agent, what it was trained in and how", () => {
    const { agent, spec, training } = loadAgentFile(save());
    expect(JSON.stringify(agent)).toBe(JSON.stringify(trained()));
    expect({ spec, training }).toEqual({ spec: SPEC, training: TRAINING });
  });

  it("gives back the wrappers it was trained in, to the checksum", () => {
    const wrappers = [
      { name: "TimeLimit", kwargs: { maxSteps: 5 }, changesTask: true },
      { name: "Mine", changesTask: false },
    ];
    const path = join(folder, "wrapped.json");
    saveAgentFile(path, { spec: { ...SPEC, wrappers }, agent: trained(), training: TRAINING });
    expect(loadAgentFile(path).spec).toEqual({ ...SPEC, wrappers });
    writeFileSync(path, readFileSync(path, "utf8").replace('"maxSteps":5', '"maxSteps":6'));
    expect(refusal(() => loadAgentFile(path)).message).toContain("it was changed after it was written");
  });

  it("is found by the name of its folder", () => {
    save();
    expect(loadAgentFile(folder).training).toEqual(TRAINING);
  });

  it("is the same bytes for the same training, and alone in its folder", () => {
    expect(readFileSync(save("a.json"), "utf8")).toBe(readFileSync(save("b.json"), "utf8"));
    expect(readdirSync(folder)).toEqual(["a.json", "b.json"]);
  });

  it("may be laid out and ordered anew", () => {
    const path = save();
    const { checksum: sum, ...rest }: JsonObject = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ checksum: sum, ...rest }, undefined, 4));
    expect(loadAgentFile(path).spec).toEqual(SPEC);
  });

  it("goes into folders that are made for it", () => {
    expect(loadAgentFile(save("new/deep/agent.json")).spec).toEqual(SPEC);
  });

  it("does not replace anything", () => {
    const path = save();
    const before = readFileSync(path, "utf8");
    const { code, message } = refusal(() => save());
    expect(code).toBe("FILE_EXISTS");
    expect(message).toBe(`"${path}" exists already: choose another name or remove it first.`);
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  it("leaves nothing behind where it cannot be written", () => {
    writeFileSync(join(folder, "file"), "");
    for (const [name, reason] of [
      ["file/agent.json", "part of the path is a file and not a folder"],
      ["x".repeat(300), "the name is too long"],
    ] as const) {
      const { code, message } = refusal(() => save(name));
      expect(code).toBe("BAD_FILE");
      expect(message).toBe(
        `Cannot write "${join(folder, name)}": ${reason}. Choose a place you may write to, such as "runs/first".`,
      );
    }
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  it("leaves nothing behind if the agent cannot be saved", () => {
    const broken = (): never => {
      throw new Error("no state");
    };
    const agent = Object.assign(trained(), { toJSON: broken });
    const path = join(folder, "agent.json");
    expect(() => saveAgentFile(path, { spec: SPEC, agent, training: TRAINING })).toThrow("no state");
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("loadAgentFile", () => {
  const problem = (path: string, named = path): string => {
    const { code, message } = refusal(() => loadAgentFile(path));
    const start = `Cannot use the agent file "${named}": `;
    expect(code).toBe("BAD_FILE");
    expect(message.startsWith(start)).toBe(true);
    expect(message).not.toContain("\n");
    return message.slice(start.length);
  };

  it("says that there is no such file", () => {
    expect(problem(join(folder, "none.json"))).toBe("there is no such file or folder.");
    expect(problem(join(save(), "agent.json"))).toBe("part of the path is a file and not a folder.");
  });

  it("says what is wrong with a folder", () => {
    expect(problem(folder)).toBe("it is a folder without an agent.json; name a run folder or an agent file.");
    mkdirSync(join(folder, "agent.json"));
    expect(problem(folder, join(folder, "agent.json"))).toBe("it is a folder.");
  });

  it("says that a file is cut off, wherever it is", () => {
    const path = save();
    const text = readFileSync(path, "utf8");
    for (let length = 0; length < text.length - 1; length += 97) {
      writeFileSync(path, text.slice(0, length));
      expect(problem(path)).toBe("it is not complete JSON: cut off, or no agent file.");
    }
  });

  it("says that a file is something else", () => {
    const path = join(folder, "other.json");
    for (const text of ["[]", "null", "3", '{"name": "x"}', '{"schema": 1}']) {
      writeFileSync(path, text);
      expect(problem(path)).toBe('it is no agent file (no `schema` "supportdesk.agent/1").');
    }
  });

  it("says that another version wrote it", () => {
    const path = edit((draft) => Object.assign(draft, { schema: "supportdesk.agent/2" }));
    expect(problem(path)).toBe(
      'it was written by another version, with schema "supportdesk.agent/2"; this one reads "supportdesk.agent/1".',
    );
  });

  it.each<[string, (draft: Draft) => void, string]>([
    [
      "a wrong type",
      ({ training }) => Object.assign(training, { episodes: "many" }),
      "at `training.episodes`.",
    ],
    ["an addition", (draft) => Object.assign(draft, { note: "mine" }), '"note".'],
    ["a loss", ({ agent }) => Reflect.deleteProperty(agent, "name"), "at `agent.name`."],
  ])("names the place of %s that someone made by hand", (_, change, ending) => {
    const message = problem(edit(change));
    expect(message).toMatch(/^it was edited by hand: /);
    expect(message.endsWith(ending)).toBe(true);
  });

  it.each<[string, (draft: Draft) => void]>([
    ["a value", ({ agent }) => Object.assign(agent.hyperparameters, { stepSize: 0.2 })],
    ["the record of its training", ({ training }) => Object.assign(training, { episodes: 20_000 })],
    ["its environment", (draft) => Object.assign(draft, { spec: { id: "toy/Other-v0", kwargs: {} } })],
  ])("says that %s was changed after writing", (_, change) => {
    expect(problem(edit(change))).toBe(
      "it was changed after it was written (its checksum does not fit); train or save the agent again.",
    );
  });

  it("says that an agent is unknown, and which are known", () => {
    const message = problem(edit(({ agent }) => Object.assign(agent, { name: "q-lerning" }), true));
    const names = listPlayers().filter(({ kind }) => kind === "agent");
    const allowed = names.map(({ name }) => name).join(", ");
    expect(message).toBe(`Unknown agent "q-lerning". Did you mean "q-learning"? Allowed: ${allowed}.`);
  });

  it("says that a hyperparameter is out of range", () => {
    const path = edit(({ agent }) => Object.assign(agent.hyperparameters, { discount: 1.5 }), true);
    expect(problem(path)).toBe("Expected `discount` in [0, 1], got 1.5.");
  });

  it("says what does not fit in the state", () => {
    const path = edit(({ agent }) => Object.assign(agent.state, { episodes: -1 }), true);
    expect(problem(path)).toMatch(/^The saved q-learning does not fit: .* at `episodes`\.$/);
    const huge = { actionCount: 2 ** 52, table: { keys: [], values: [], counts: [] } };
    rmSync(path);
    expect(problem(edit(({ agent }) => Object.assign(agent.state, huge), true))).toMatch(/array/i);
  });
});
