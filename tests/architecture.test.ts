import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  chains,
  directImports,
  folderOf,
  type ImportGraph,
  importGraph,
  type Layers,
  layerViolations,
} from "./support/import-graph.ts";
import { globalUses, inFolders, longModules, propertyUses } from "./support/source-rules.ts";
import { readSources, type Sources } from "./support/sources.ts";

/** What each folder of `src/` may import besides itself: folders below it, then packages. */
const MAY_IMPORT: Layers = {
  core: ["seedrandom"],
  wrappers: ["core"],
  agents: ["core", "zod"],
  planning: ["core"],
  training: ["core", "agents", "planning", "zod"],
  runs: ["core", "agents", "training", "zod", "node:crypto", "node:fs", "node:path"],
  report: ["core", "training", "runs", "asciichart", "cli-table3", "picocolors"],
  lab: ["core", "agents", "planning", "training", "runs", "report", "wrappers", "zod"],
  supportdesk: ["core", "wrappers", "zod"],
  openenv: [
    ...["core", "supportdesk", "zod", "hono", "@hono/node-server", "@hono/zod-openapi", "ws", "prom-client"],
    ...["preact", "htm", "yaml", "node:*"],
  ],
  inference: ["core", "supportdesk", "openenv", "zod", "openai"],
  testing: ["core", "vitest", "fast-check"],
  cli: [
    ...["core", "wrappers", "agents", "planning", "training", "runs", "report", "lab", "supportdesk"],
    ...["openenv", "inference", "commander", "cli-progress", "picocolors", "node:*"],
  ],
};

const BROWSER_SAFE = ["core", "wrappers", "agents", "planning", "training", "supportdesk"];
const NODE_GLOBALS = ["process", "Buffer", "require", "__dirname", "__filename", "setImmediate"];

/** Parts of the desk that shape what an agent sees or may do, so that none may know the answers. */
const BLIND_PARTS = [
  ...["action-library", "mask", "encoder", "tagger", "hints", "workflow"],
  ...["playbook", "heuristic", "view", "vocabulary"],
];
const MAY_READ_GOLD =
  /^supportdesk\/(canonical\/index\.ts|grading\/|generator\/|model(\.ts|\/)|.*\.gold\.ts)/;
const LONG_DATA = /\.gold\.ts$|^src\/supportdesk\/canonical\//;
const MAX_LINES = 250;

const isGold = (path: string): boolean => path.endsWith(".gold.ts");
const knowsAnswers = (path: string): boolean => isGold(path) || path.startsWith("supportdesk/grading/");
const isPartOfDesk = (path: string, part: string): boolean =>
  new RegExp(`^supportdesk/${part}[\\w-]*(\\.ts$|/)`).test(path);
const isBlind = (path: string): boolean =>
  ["core", "wrappers", "agents", "training"].includes(folderOf(path)) ||
  (!isGold(path) && BLIND_PARTS.some((part) => isPartOfDesk(path, part)));
const isBuiltin = (target: string): boolean => target.startsWith("node:");
const only = (sources: Sources, wanted: (path: string) => boolean): Sources =>
  new Map([...sources].filter(([path]) => wanted(path)));

const goldImports = (graph: ImportGraph): string[] =>
  directImports(graph, isGold, (path) => MAY_READ_GOLD.test(path));
const goldChains = (graph: ImportGraph): string[] => chains(graph, isBlind, knowsAnswers);
const answerUses = (sources: Sources): string[] => globalUses(only(sources, isBlind), ["Answer", "Scenario"]);
const builtinChains = (graph: ImportGraph): string[] =>
  chains(graph, (path) => path === "index.ts" || BROWSER_SAFE.includes(folderOf(path)), isBuiltin);
const nodeGlobals = (sources: Sources): string[] =>
  globalUses(
    only(sources, (path) => BROWSER_SAFE.includes(folderOf(path))),
    NODE_GLOBALS,
  );
const processUses = (sources: Sources): string[] =>
  globalUses(
    only(sources, (path) => folderOf(path) !== "cli"),
    ["process"],
  );
const snapshotUses = (sources: Sources): string[] =>
  propertyUses(
    only(sources, (path) => !path.startsWith("tests/golden/")),
    ["toMatchSnapshot", "toMatchFileSnapshot"],
  );
const tooLong = (sources: Sources): string[] =>
  longModules(
    only(sources, (path) => !LONG_DATA.test(path)),
    MAX_LINES,
  );
const vagueFolders = (sources: Sources): string[] =>
  inFolders(sources.keys(), ["utils", "helpers", "common"]);

const library = readSources("src");
const graph = importGraph(library);
const everything: Sources = new Map(
  ["src", "tests", "examples", "benchmarks"]
    .filter(existsSync)
    .flatMap((folder) =>
      [...readSources(folder)].map(([path, source]) => [`${folder}/${path}`, source] as const),
    ),
);

describe("src/", () => {
  it("imports only what the layer of each folder may", () => {
    expect(layerViolations(graph, MAY_IMPORT)).toEqual([]);
  });

  it("reads the gold answers only where grading, generation and planning need them", () => {
    expect(goldImports(graph)).toEqual([]);
  });

  it("keeps answers and grading out of reach of all that shapes what an agent sees or may do", () => {
    expect(goldChains(graph)).toEqual([]);
    expect(answerUses(library)).toEqual([]);
  });

  it("has the parts that the gold rule names, so that the rule is not empty", () => {
    const paths = [...library.keys()];
    expect(BLIND_PARTS.filter((part) => !paths.some((path) => isPartOfDesk(path, part)))).toEqual([]);
    expect(paths.some(isGold)).toBe(true);
  });

  it("reaches no Node.js builtin from what must run in a browser", () => {
    expect(builtinChains(graph)).toEqual([]);
    expect(nodeGlobals(library)).toEqual([]);
  });

  it("leaves the process to the command line", () => {
    expect(processUses(library)).toEqual([]);
  });
});

describe("the repository", () => {
  it("keeps snapshots in tests/golden", () => {
    expect(snapshotUses(everything)).toEqual([]);
  });

  it(`keeps every module but data within ${MAX_LINES} lines`, () => {
    expect(tooLong(everything)).toEqual([]);
  });

  it("names folders after what they hold", () => {
    expect(vagueFolders(everything)).toEqual([]);
  });
});

describe("each rule", () => {
  const planted = (files: Readonly<Record<string, string>>): Sources => new Map(Object.entries(files));
  const plantedGraph = (files: Readonly<Record<string, string>>): ImportGraph => importGraph(planted(files));
  const Gold = "supportdesk/canonical/billing.gold.ts";

  it.each([
    ["agents/a.ts", 'import { x } from "../supportdesk/view.ts";', "agents/a.ts imports supportdesk/view.ts"],
    ["core/a.ts", 'export type { Z } from "zod/v4";', "core/a.ts imports zod"],
    ["supportdesk/a.ts", 'type T = import("../agents/b.ts").T;', "supportdesk/a.ts imports agents/b.ts"],
    ["training/a.ts", 'await import("node:fs/promises");', "training/a.ts imports node:fs"],
    ["report/a.ts", 'import "fs";', "report/a.ts imports node:fs"],
    ["misc/a.ts", "", "misc/a.ts is in a folder without a layer"],
  ])("names a forbidden import of %s", (path, source, message) => {
    expect(layerViolations(plantedGraph({ [path]: source }), MAY_IMPORT)).toEqual([message]);
  });

  it("does not take text and comments for imports", () => {
    const source = `/** import "zod"; */ const text = 'import "zod";'; // import "zod";`;
    expect(layerViolations(plantedGraph({ "core/a.ts": source }), MAY_IMPORT)).toEqual([]);
  });

  it("names a module that reads gold without need", () => {
    const files = {
      "supportdesk/canonical/index.ts": 'import { gold } from "./billing.gold.ts";',
      "supportdesk/rewards.ts": 'import { gold } from "./canonical/billing.gold.ts";',
    };
    expect(goldImports(plantedGraph(files))).toEqual([`supportdesk/rewards.ts imports ${Gold}`]);
  });

  it("shows the whole way by which a library reaches gold, through types and re-exports", () => {
    const files = {
      "supportdesk/action-library/index.ts": 'export { bundles } from "../scenario.ts";',
      "supportdesk/scenario.ts": 'import type { Task } from "./canonical/index.ts";',
      "supportdesk/canonical/index.ts": 'export type { Gold } from "./billing.gold.ts";',
      [Gold]: "",
    };
    expect(goldChains(plantedGraph(files))).toEqual([
      `supportdesk/action-library/index.ts → supportdesk/scenario.ts → supportdesk/canonical/index.ts → ${Gold}`,
    ]);
  });

  it("names a mask that grades, and one that takes an answer", () => {
    const grading = { "supportdesk/masks.ts": 'import { gradeCase } from "./grading/grader.ts";' };
    expect(goldChains(plantedGraph(grading))).toEqual([
      "supportdesk/masks.ts → supportdesk/grading/grader.ts",
    ]);
    const taking =
      'import type { Answer } from "./scenario.ts"; const mask = (answer: Answer) => answer.queue;';
    expect(answerUses(planted({ "supportdesk/masks.ts": taking }))).toEqual([
      "supportdesk/masks.ts uses Answer",
    ]);
  });

  it("finds gold past an import cycle", () => {
    const files = {
      "agents/a.ts": 'import "../core/b.ts";',
      "core/b.ts": 'import "../agents/a.ts"; import "../supportdesk/c.gold.ts";',
    };
    expect(goldChains(plantedGraph(files))).toEqual([
      "agents/a.ts → core/b.ts → supportdesk/c.gold.ts",
      "core/b.ts → supportdesk/c.gold.ts",
    ]);
  });

  it("shows how the package root would load a Node.js builtin", () => {
    const files = {
      "index.ts": 'export { save } from "./runs/a.ts";',
      "runs/a.ts": 'import fs from "node:fs";',
    };
    expect(builtinChains(plantedGraph(files))).toEqual(["index.ts → runs/a.ts → node:fs"]);
  });

  it("names a module that reads the process, but not one that has a property of that name", () => {
    const files = {
      "core/a.ts": "export const home = process.env;",
      "core/b.ts": "job.process; /* process. */",
    };
    expect(processUses(planted({ ...files, "cli/a.ts": "process.exit(0);" }))).toEqual([
      "core/a.ts uses process",
    ]);
    expect(nodeGlobals(planted({ "core/a.ts": "const { from } = Buffer;" }))).toEqual([
      "core/a.ts uses Buffer",
    ]);
  });

  it("names a snapshot outside tests/golden", () => {
    const source = "expect(trace).toMatchSnapshot();";
    const files = { "tests/core/a.test.ts": source, "tests/golden/a.test.ts": source };
    expect(snapshotUses(planted(files))).toEqual(["tests/core/a.test.ts uses toMatchSnapshot"]);
  });

  it("names a module that is too long, unless it is data", () => {
    const source = "\n".repeat(MAX_LINES).concat("export {};\n");
    const files = { "src/core/a.ts": source, [`src/${Gold}`]: source };
    expect(tooLong(planted(files))).toEqual(["src/core/a.ts has 251 lines"]);
  });

  it("names a module in a folder with a vague name", () => {
    expect(vagueFolders(planted({ "src/core/utils/a.ts": "" }))).toEqual(["src/core/utils/a.ts"]);
  });
});
