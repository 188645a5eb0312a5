import { describe, expect, it } from "vitest";
import { InvalidArgumentError } from "../../src/core/errors.ts";
import { listEnvs, make, register } from "../../src/core/registry.ts";
import { CounterEnv } from "../support/counter-env.ts";

function offer(id: string): void {
  register({ id, summary: "counts", create: (_options, spec) => new CounterEnv(spec) });
}

for (const id of ["Counter-v2", "Counter-v3", "Counter-v10", "team/Counter-v0", "my-team.x/Two-Words-v1"]) {
  offer(id);
}
offer("Counting-Counter-v1");

describe("make", () => {
  it("makes the environment of an id and tells it what it was made from", () => {
    const env = make("Counter-v2", { start: 1 });
    expect(env.unwrapped).toBeInstanceOf(CounterEnv);
    expect(env.spec?.toJSON()).toEqual({ id: "Counter-v2", kwargs: { start: 1 } });
  });

  it("makes a new environment on each call", () => {
    expect(make("Counter-v2")).not.toBe(make("Counter-v2"));
  });

  it("takes an id without a version for the newest, compared as numbers", () => {
    expect(make("Counter").spec?.id).toBe("Counter-v10");
  });

  it.each(["team/Counter-v0", "team/Counter", "my-team.x/Two-Words"])("understands the id %s", (id) => {
    expect(make(id).spec?.id).toMatch(new RegExp(`^${id}`));
  });

  it("keeps namespaces apart", () => {
    expect(make("team/Counter").spec?.id).toBe("team/Counter-v0");
    expect(() => make("other/Counter")).toThrowError(expect.objectContaining({ code: "UNKNOWN_NAME" }));
  });

  it("says what exists when a version is from the future", () => {
    expect(() => make("Counter-v11")).toThrowError(
      expect.objectContaining({
        code: "VERSION_NOT_FOUND",
        message: '"Counter-v11" does not exist yet. Allowed: Counter-v10, Counter-v3, Counter-v2.',
      }),
    );
  });

  it("says what exists when a version is no longer offered", () => {
    expect(() => make("Counter-v1")).toThrowError(
      expect.objectContaining({
        code: "DEPRECATED_ENV",
        message: '"Counter-v1" is no longer offered. Allowed: Counter-v10, Counter-v3, Counter-v2.',
      }),
    );
  });

  it("suggests the id that a mistyped one means", () => {
    expect(() => make("Countr-v2")).toThrowError(
      /^Unknown environment "Countr-v2"\. Did you mean "Counter-v2"\?/,
    );
  });

  it.each(["", "a b", "a/b/C-v1", "/C-v1", "C-v1\n"])("refuses %j, which is no id", (id) => {
    expect(() => make(id)).toThrowError(
      new InvalidArgumentError(`Expected an id like \`namespace/Name-v1\`, got "${id}".`),
    );
  });
});

describe("register", () => {
  it("refuses an id that is taken", () => {
    expect(() => offer("Counter-v2")).toThrowError(
      expect.objectContaining({
        code: "REGISTRATION",
        message: 'The id "Counter-v2" is registered already.',
      }),
    );
  });

  it.each(["Counter", "Counter-v", "Counter-1", "Counter-v01", "Counter-v1.5"])(
    "refuses %s, which has no version",
    (id) => {
      expect(() => offer(id)).toThrowError(
        expect.objectContaining({
          code: "REGISTRATION",
          message: `Expected \`id\` to end in a version, such as "${id}-v1", got "${id}".`,
        }),
      );
    },
  );

  it("lists what is registered, sorted by id", () => {
    const ids = listEnvs().map(({ id }) => id);
    expect(ids).toContain("team/Counter-v0");
    expect(ids).toEqual([...ids].sort());
  });
});
