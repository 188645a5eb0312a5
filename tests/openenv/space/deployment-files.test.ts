import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { packageVersion } from "../../../src/cli/package-info.ts";
import { describeDesk } from "../../../src/openenv/desk.ts";
import { RUN_SERVER, spaceDockerfile } from "../../../src/openenv/space/dockerfile.ts";
import { manifest } from "../../../src/openenv/space/manifest.ts";
import { commandOf, lastOf, readDockerfile, type Stage } from "../../support/dockerfile.ts";

const checkout = readFileSync("Dockerfile", "utf8");
const DOCKERFILES = [
  ["of the checkout", checkout],
  ["of a Space with a lock file", spaceDockerfile({ isLocked: true })],
  ["of a Space without a lock file", spaceDockerfile({ isLocked: false })],
] as const;

const finalStage = (text: string): Stage => readDockerfile(text).at(-1) ?? [];

describe.each(DOCKERFILES)("The Dockerfile %s", (_name, text) => {
  it("builds in one stage and runs in another, on a pinned major version", () => {
    const images = readDockerfile(text).map((stage) => stage[0]?.text);
    expect(images).toEqual(["node:20-slim AS build", "node:20-slim"]);
  });

  it("does not run as root", () => {
    expect(lastOf(finalStage(text), "USER")).toBe("node");
  });

  it("listens on port 8000 of every interface, with the web page on", () => {
    const stage = finalStage(text);
    expect(lastOf(stage, "EXPOSE")).toBe("8000");
    const serve = ["serve", "--host", "0.0.0.0", "--port", "8000"];
    expect(commandOf(lastOf(stage, "CMD"))).toEqual(["node", "dist/cli/main.js", ...serve]);
    expect(lastOf(stage, "ENV")).toBe("NODE_ENV=production ENABLE_WEB_INTERFACE=true");
  });

  it("asks its own health route whether it is healthy", () => {
    expect(lastOf(finalStage(text), "HEALTHCHECK")).toContain("http://127.0.0.1:8000/health");
  });

  it("keeps nothing that only development needs", () => {
    expect(text).toContain("--omit=dev");
  });
});

it("The Dockerfile of the checkout runs the server as that of a Space does", () => {
  expect(checkout.endsWith(RUN_SERVER)).toBe(true);
});

it("A Space without a lock file installs without one", () => {
  expect(spaceDockerfile({ isLocked: false })).toContain("RUN npm install --omit=dev");
  expect(spaceDockerfile({ isLocked: true })).toContain("RUN npm ci --omit=dev");
});

it("openenv.yaml says what the code says; npx tsx tests/support/write-openenv-yaml.ts writes it", () => {
  const served = describeDesk({}, packageVersion());
  const expected = manifest({ name: "supportdesk_env", served, isSpace: false });
  expect(readFileSync("openenv.yaml", "utf8")).toBe(expected);
});
