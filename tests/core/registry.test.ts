import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InvalidArgumentError } from "../../src/core/errors.ts";
import { listEnvs, make, printRegistry, type Registration, register } from "../../src/core/registry.ts";
import { onWarning, type WarningHandler } from "../../src/core/warnings.ts";
import { CounterEnv } from "../support/counter-env.ts";

function offer(id: string, fields: Partial<Registration> = {}): void {
  register({ id, summary: "counts", create: (_options, spec) => new CounterEnv(spec), ...fields });
}

for (const id of ["Counter-v2", "Counter-v3", "Counter-v10", "team/Counter-v0", "my-team.x/Two-Words-v1"]) {
  offer(id);
}
offer("Counting-Counter-v1", { tags: ["slow"], rewardThreshold: 3, nondeterministic: true });
offer("Plain");
offer("team/Only-Here-v4", { tags: ["slow"], maxEpisodeSteps: 7 });

const refusal = (code: string, message: string): unknown => expect.objectContaining({ code, message });

let warnings: string[] = [];
let before: WarningHandler;
beforeEach(() => {
  warnings = [];
  before = onWarning((message) => warnings.push(message));
});
afterEach(() => {
  onWarning(before);
});

describe("make", () => {
  it("makes the environment of an id and tells it what it was made from", () => {
    const env = make("Counter-v10", { start: 1 });
    expect(env).toBeInstanceOf(CounterEnv);
    expect(env.spec?.toJSON()).toEqual({ id: "Counter-v10", kwargs: { start: 1 } });
    expect(warnings).toEqual([]);
  });

  it("tells the environment when it counts as solved, and whether it repeats itself", () => {
    const { spec } = make("Counting-Counter-v1");
    expect(spec).toMatchObject({ rewardThreshold: 3, nondeterministic: true });
    expect(make("Counter-v10").spec).toMatchObject({ rewardThreshold: undefined, nondeterministic: false });
  });

  it("makes a new environment on each call", () => {
    expect(make("Counter-v10")).not.toBe(make("Counter-v10"));
  });

  it("takes an id without a version for the newest, compared as numbers, and warns", () => {
    expect(make("Counter").spec?.id).toBe("Counter-v10");
    expect(warnings).toEqual([
      '"Counter" means "Counter-v10" for now: write the version to keep meaning it.',
    ]);
  });

  it("warns of a version that is not the newest", () => {
    expect(make("Counter-v2").spec?.id).toBe("Counter-v2");
    expect(warnings).toEqual(['"Counter-v2" is out of date: "Counter-v10" is the newest version.']);
  });

  it("makes what was registered without a version, without a warning", () => {
    expect(make("Plain").spec?.id).toBe("Plain");
    expect(warnings).toEqual([]);
  });

  it.each(["team/Counter-v0", "team/Counter", "my-team.x/Two-Words"])("understands the id %s", (id) => {
    expect(make(id).spec?.id.startsWith(id)).toBe(true);
  });

  it("names the namespaces when one is unknown, with a suggestion", () => {
    expect(() => make("taem/Counter-v0")).toThrowError(
      refusal(
        "NAMESPACE_NOT_FOUND",
        'Unknown namespace "taem". Did you mean "team"? Allowed: my-team.x, team.',
      ),
    );
  });

  it("says what exists when a version is from the future", () => {
    expect(() => make("Counter-v11")).toThrowError(
      refusal(
        "VERSION_NOT_FOUND",
        '"Counter-v11" does not exist yet. Allowed: Counter-v10, Counter-v3, Counter-v2.',
      ),
    );
  });

  it("says what exists when a version is no longer offered", () => {
    for (const id of ["Counter-v1", "Counter-v5"]) {
      expect(() => make(id)).toThrowError(
        refusal(
          "DEPRECATED_ENV",
          `"${id}" is no longer offered. Allowed: Counter-v10, Counter-v3, Counter-v2.`,
        ),
      );
    }
  });

  it("says that a name has no versions", () => {
    expect(() => make("Plain-v1")).toThrowError(
      refusal("VERSION_NOT_FOUND", '"Plain-v1" has no versions: leave it out. Allowed: Plain.'),
    );
  });

  it.each([
    ["Countr-v2", "Counter-v2"],
    ["counter", "Counter-v10"],
    ["Countr-v99", "Counter-v10"],
    ["Plian", "Plain"],
    ["team/Countr-v0", "team/Counter-v0"],
    ["Only-Here", "team/Only-Here-v4"],
  ])("takes %s for %s", (typed, meant) => {
    expect(() => make(typed)).toThrowError(
      expect.objectContaining({
        code: "UNKNOWN_NAME",
        message: expect.stringMatching(
          `^Unknown environment "${typed}"\\. Did you mean "${meant}"\\? Allowed: `,
        ),
      }),
    );
  });

  it.each(["", "a b", "a/b/C-v1", "/C-v1", "C-v1\n"])("refuses %j, which is no id", (id) => {
    const error = new InvalidArgumentError(
      `Expected an id like \`namespace/Name-v1\`, got ${JSON.stringify(id)}.`,
    );
    expect(() => make(id)).toThrowError(error);
    expect(() => offer(id)).toThrowError(error);
  });
});

describe("register", () => {
  it("refuses an id that is taken, and replaces it only when told to, with a warning", () => {
    expect(() => offer("Counter-v3")).toThrowError(
      refusal(
        "REGISTRATION",
        'The id "Counter-v3" is registered already. Pass `{ replace: true }` to replace it.',
      ),
    );
    const create: Registration["create"] = (_options, spec) => new CounterEnv(spec);
    register({ id: "Counter-v3", summary: "counts anew", create }, { replace: true });
    expect(listEnvs().find(({ id }) => id === "Counter-v3")?.summary).toBe("counts anew");
    expect(warnings).toEqual(['The environment "Counter-v3" is replaced by another of that id.']);
  });

  it("takes a new id with `replace` without a warning", () => {
    register({ id: "Fresh-v0", summary: "new", create: () => new CounterEnv() }, { replace: true });
    expect(warnings).toEqual([]);
  });

  it.each([
    ["Counter", "Counter-v10"],
    ["Plain-v1", "Plain"],
  ])("refuses %s beside %s: a name has versions or none", (id, other) => {
    expect(() => offer(id)).toThrowError(
      refusal(
        "REGISTRATION",
        `"${id}" and "${other}" cannot both exist: register the name with versions only, or once without.`,
      ),
    );
  });

  it.each(["Other-v", "Other-v01", "Other-v1.5", "Other-v-1"])("refuses %s, whose version is none", (id) => {
    expect(() => offer(id)).toThrowError(
      refusal("REGISTRATION", `Expected \`id\` to end in a version such as -v1, or in none, got "${id}".`),
    );
  });

  it.each<[Partial<Registration>, string]>([
    [{ maxEpisodeSteps: 0 }, 'Expected `maxEpisodeSteps` of "Odd-v1" to be an integer >= 1, got 0.'],
    [{ maxEpisodeSteps: 1.5 }, 'Expected `maxEpisodeSteps` of "Odd-v1" to be an integer >= 1, got 1.5.'],
    [{ rewardThreshold: Number.NaN }, 'Expected `rewardThreshold` of "Odd-v1" to be finite, got NaN.'],
    [{ tags: ["fine", "Not Fine"] }, 'Expected kebab-case `tags` of "Odd-v1", got "Not Fine".'],
    [{ tags: "fine" as never }, 'Expected kebab-case `tags` of "Odd-v1", got "fine".'],
    [{ create: 3 as never }, 'Expected `create` of "Odd-v1" to be a function, got 3.'],
    [{ summary: 3 as never }, 'Expected `summary` of "Odd-v1" to be a text, got 3.'],
  ])("refuses %o and registers nothing", (fields, message) => {
    expect(() => offer("Odd-v1", fields)).toThrowError(refusal("REGISTRATION", message));
    expect(listEnvs().some(({ id }) => id === "Odd-v1")).toBe(false);
  });
});

describe("registration and making", () => {
  it.each([undefined, 5])("refuse the id %s", (id) => {
    const message = `Expected an id like \`namespace/Name-v1\`, got ${id}.`;
    expect(() => offer(id as unknown as string)).toThrowError(message);
  });

  it("refuse fields, options and wrappers that nothing reads", () => {
    expect(() => offer("Odd-v1", { maxSteps: 3 } as object)).toThrowError(
      /^Unknown field of a registration "maxSteps"\./,
    );
    expect(() => make("Counter-v10", null as never)).toThrowError(
      "Expected the options of an environment as a record, got null.",
    );
    expect(() => make("Counter-v10", {}, { wrappers: ["TimeLimit" as never] })).toThrowError(
      'Expected a wrapper such as { name: "TimeLimit", kwargs: { maxSteps: 50 } }, got "TimeLimit".',
    );
  });
});

describe("listEnvs", () => {
  it("sorts by namespace, name and version as a number, and gives the parts of an id", () => {
    const ids = listEnvs().map(({ id }) => id);
    const counters = ["Counter-v2", "Counter-v3", "Counter-v10", "Counting-Counter-v1"];
    expect(ids.filter((id) => id.startsWith("Count"))).toEqual(counters);
    expect(ids.indexOf("Plain")).toBeLessThan(ids.indexOf("my-team.x/Two-Words-v1"));
    expect(ids.indexOf("my-team.x/Two-Words-v1")).toBeLessThan(ids.indexOf("team/Counter-v0"));
    expect(listEnvs({ namespace: "my-team.x" })).toMatchObject([
      { namespace: "my-team.x", name: "Two-Words", version: 1 },
    ]);
  });

  it("filters by tag and namespace, alone and together", () => {
    const ids = (filter: object): string[] => listEnvs(filter).map(({ id }) => id);
    expect(ids({ tag: "slow" })).toEqual(["Counting-Counter-v1", "team/Only-Here-v4"]);
    expect(ids({ namespace: "team" })).toEqual(["team/Counter-v0", "team/Only-Here-v4"]);
    expect(ids({ namespace: "team", tag: "slow" })).toEqual(["team/Only-Here-v4"]);
    expect(ids({ namespace: "" })).not.toContain("team/Counter-v0");
    expect(ids({ tag: "fast" })).toEqual([]);
    expect(() => ids({ tags: "slow" })).toThrowError('Unknown filter "tags". Did you mean "tag"?');
  });
});

describe("printRegistry", () => {
  it("groups by namespace and tells what is not as usual", () => {
    expect(printRegistry({ tag: "slow" })).toBe(
      [
        "no namespace",
        "  Counting-Counter-v1  counts (solved at 3; nondeterministic; slow)",
        "",
        "team",
        "  team/Only-Here-v4    counts (at most 7 steps; slow)",
      ].join("\n"),
    );
    expect(printRegistry({ namespace: "team" })).toContain("  team/Counter-v0    counts\n");
    expect(printRegistry({ tag: "fast" })).toBe("");
  });
});
