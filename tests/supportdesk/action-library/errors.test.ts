import { describe, expect, it } from "vitest";
import { InvalidArgumentError, UnknownNameError } from "../../../src/core/errors.ts";
import { ActionLibrary, actionLibrary } from "../../../src/supportdesk/action-library/index.ts";

const minimal = actionLibrary("minimal");

describe("a library refuses", () => {
  it.each([
    ["an unknown library", "minimum", 'Did you mean "minimal"? Allowed: minimal, standard.'],
    ["a name that every object has", "constructor", "Allowed: minimal, standard."],
    ["no name", "", "Allowed: minimal, standard."],
    ["an unknown action", "minimal~wiat", 'Did you mean "wait"?'],
    ["an action that is not there any more", "minimal~wait~wait", 'Unknown action of minimal~wait "wait"'],
    ["an unknown addition", "minimal+lookup:accounts", 'Did you mean "lookup:account"?'],
    ["a group that minimal lacks", "minimal=lookups", "Unknown action of minimal"],
    ["an unknown part of a composition", "minimal+wait/sumbit:resolved", 'Did you mean "submit:resolved"?'],
    ["an unknown action to copy", "minimal+alias:lookup:kb", "Unknown action of minimal"],
  ])("%s", (_what, name, message) => {
    expect(() => actionLibrary(name)).toThrow(UnknownNameError);
    expect(() => actionLibrary(name)).toThrow(message);
  });

  it.each([
    ["an edit without a name", "minimal~", "Expected a name after each"],
    ["a doubled sign", "minimal++wait", "Expected a name after each"],
    ["too many bogus actions", "minimal+bogus1000", "bogus actions in [1, 999], got 1000"],
    ["bogus actions without a number", "minimal+bogus", 'Expected "bogus" with a number, such as "bogus:8".'],
    ["a shuffle without a seed", "minimal+permute", 'Expected "permute" with a number'],
    ["no bogus actions", "minimal+bogus0", "bogus actions in [1, 999], got 0"],
    ["the same copy twice", "minimal+alias:wait+alias:wait", 'has the action "wait@2" twice'],
    ["the same composition twice", "minimal+wait/wait+wait/wait", 'has the action "wait/wait" twice'],
    ["a seed beyond 2^53", "minimal+permute99999999999999999", "Expected `seed`"],
  ])("%s", (_what, name, message) => {
    expect(() => actionLibrary(name)).toThrow(InvalidArgumentError);
    expect(() => actionLibrary(name)).toThrow(message);
  });

  it("to lose its last action", () => {
    expect(() => minimal.keep("wait").remove("wait")).toThrow(
      'The library "minimal=wait~wait" has no action left',
    );
    expect(() => new ActionLibrary("mine", [])).toThrow(InvalidArgumentError);
  });

  it("an index outside of it", () => {
    for (const index of [-1, 24, 0.5, Number.NaN]) {
      expect(() => minimal.at(index)).toThrow(`Expected an action in [0, 24), got ${index}.`);
    }
  });

  it("the index of a name that it does not have", () => {
    expect(() => minimal.indexOf("reply:verify")).toThrow('Did you mean "reply:verify_safe"?');
  });

  it("changes to its lists", () => {
    expect(() => (minimal.labels as string[]).push("x")).toThrow(TypeError);
    expect(() => (minimal.actions as unknown[]).pop()).toThrow(TypeError);
  });
});
