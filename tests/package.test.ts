import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const manifest = read("package.json") as {
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const lock = read("package-lock.json") as { readonly packages: Readonly<Record<string, Locked>> };
const locked = Object.entries(lock.packages).filter(([path]) => path !== "");
const sourceOf = (built: string): string => built.replace("./dist/", "src/").replace(/(\.d)?\.[jt]s$/, ".ts");

describe("package.json", () => {
  it("pins every dependency to one exact version", () => {
    const pins = { ...manifest.dependencies, ...manifest.devDependencies };
    expect(Object.entries(pins).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it("has what runs the checkout among the development dependencies", () => {
    expect(manifest.scripts["start"]).toBe("tsx src/cli/main.ts train");
    expect(manifest.scripts["test"]).toBe("vitest run");
    expect(Object.keys(manifest.devDependencies)).toEqual(expect.arrayContaining(["tsx", "vitest"]));
  });

  it("installs no type packages at its users", () => {
    expect(Object.keys(manifest.dependencies).filter((name) => name.startsWith("@types/"))).toEqual([]);
  });

  it("exports only modules that there are", () => {
    const targets = Object.values(manifest.exports).filter((target) => typeof target !== "string");
    expect(targets.length).toBeGreaterThan(0);
    for (const { types, default: built } of targets) {
      expect(sourceOf(types)).toBe(sourceOf(built));
      expect(() => readFileSync(sourceOf(built))).not.toThrow();
    }
  });

  it("offers the command as a script that Node.js runs", () => {
    expect(manifest.bin).toEqual({ supportdesk: "./dist/cli/main.js" });
    expect(readFileSync("src/cli/main.ts", "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it("states the licence that the LICENSE file grants, and the oldest Node.js", () => {
    expect(manifest.license).toBe("MIT");
    expect(readFileSync("LICENSE", "utf8")).toMatch(/^MIT License\n/);
    expect(manifest.engines).toEqual({ node: ">=20.19" });
  });
});

describe("package-lock.json", () => {
  it("names no host, so that it fits any registry", () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it("holds the hash of every package", () => {
    expect(locked.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]);
  });

  it("holds the packages of every platform, so that it fits any machine", () => {
    const installed = new Set(locked.map(([path]) => path.slice(path.lastIndexOf("node_modules/") + 13)));
    const needed = locked.flatMap(([, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies }),
    );
    expect([...new Set(needed)].filter((name) => !installed.has(name))).toEqual([]);
  });
});
