import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";

const LIST = "./tests/support/list-loaded.ts";
const TRAIN_FOLDERS = "agents cli core planning report runs supportdesk training wrappers".split(" ");
const TRAIN_PACKAGES = ["asciichart", "cli-table3", "commander", "picocolors", "seedrandom", "zod"];
/** What the packages of a terminal table bring along. */
const OF_TABLES =
  "@colors/colors ansi-regex emoji-regex is-fullwidth-code-point string-width strip-ansi".split(" ");
const SERVING = /^node:(http|https|http2|net|tls|worker_threads|cluster)$/;

/** Everything that a command line of the program loads, each once. */
function loadedBy(...args: readonly string[]): readonly string[] {
  const program = ["--import", "tsx", "--import", LIST, "src/cli/main.ts", ...args];
  const { stderr } = spawnSync(process.execPath, program, { encoding: "utf8" });
  return [...new Set([...stderr.matchAll(/^loaded (?:file:\/\/)?(.*)$/gm)].map(([, url = ""]) => url))];
}

function names(loaded: readonly string[], pattern: RegExp): readonly string[] {
  return [...new Set(loaded.map((url) => pattern.exec(url)?.[1]).filter((name) => name !== undefined))];
}

const packagesOf = (loaded: readonly string[]) =>
  names(loaded, /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/).filter((name) => name !== "tsx");
const foldersOf = (loaded: readonly string[]) =>
  names(
    loaded.filter((url) => !url.includes("/node_modules/")),
    /\/src\/([^/]+)\//,
  );

describe("the modules that are loaded", () => {
  it("for help are of the command line alone", () => {
    const loaded = loadedBy("--help");
    expect(packagesOf(loaded).toSorted()).toEqual(["commander", "picocolors"]);
    expect(foldersOf(loaded).toSorted()).toEqual(["cli", "core", "report"]);
  });

  it("for train are neither of a server nor of a queue nor of more than plots in a terminal", () => {
    const loaded = loadedBy("train", "--episodes", "10");
    const [packages, folders] = [packagesOf(loaded), foldersOf(loaded)];
    expect(packages).toEqual(expect.arrayContaining(["commander", "zod"]));
    expect(packages.filter((name) => ![...TRAIN_PACKAGES, ...OF_TABLES].includes(name))).toEqual([]);
    expect(folders).toEqual(expect.arrayContaining(["cli", "training"]));
    expect(folders.filter((name) => !TRAIN_FOLDERS.includes(name))).toEqual([]);
    expect(loaded.filter((url) => SERVING.test(url))).toEqual([]);
  });

  it("for serve are those of a server, so that they would be seen", () => {
    const loaded = loadedBy("serve", "--mode", "unheard-of");
    expect(packagesOf(loaded)).toEqual(expect.arrayContaining(["@hono/node-server", "prom-client", "ws"]));
    expect(foldersOf(loaded)).toContain("openenv");
    expect(loaded.filter((url) => SERVING.test(url))).toContain("node:http");
  });
});
