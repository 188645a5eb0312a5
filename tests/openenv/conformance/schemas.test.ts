import { describe, expect, it } from "vitest";
import { z } from "zod";
import { actionCandidates, withNulls } from "../../../src/openenv/conformance/instances.ts";
import { propertiesOf, schemaProblem } from "../../../src/openenv/conformance/json-schema.ts";
import { payloadProblem } from "../../../src/openenv/conformance/payload.ts";
import { Action, Observation, State } from "../../../src/supportdesk/models.ts";

/** A schema from its text, since lint does not like `$ref` as a key. */
const schema = (text: string): Readonly<Record<string, unknown>> => JSON.parse(text);

const PYDANTIC = schema(`{
  "$defs": { "Kind": { "enum": ["list", "call"], "type": "string" }, "Size": { "properties": { "w": { "type": "integer", "minimum": 3 } }, "required": ["w"], "type": "object" } },
  "additionalProperties": false,
  "properties": {
    "metadata": { "additionalProperties": true, "type": "object" },
    "kind": { "$ref": "#/$defs/Kind" },
    "size": { "$ref": "#/$defs/Size" },
    "text": { "anyOf": [{ "type": "string" }, { "type": "null" }], "default": null },
    "count": { "default": 2, "type": "integer" },
    "tags": { "items": { "type": "string" }, "type": "array" },
    "name": { "type": "string" }
  },
  "required": ["kind", "size"],
  "type": "object"
}`);

describe("a JSON Schema", () => {
  it.each([[Action], [Observation], [State]])("that zod writes is valid", (model) => {
    expect(schemaProblem(z.toJSONSchema(model))).toBeUndefined();
  });

  it("that pydantic writes is valid, and shows its fields", () => {
    expect(schemaProblem(PYDANTIC)).toBeUndefined();
    expect(Object.keys(propertiesOf(PYDANTIC))).toContain("kind");
  });

  it.each([
    ["[]", "# is no schema"],
    ['{"type":"struct"}', '#/type is "struct"'],
    ['{"type":["string","string"]}', '#/type is ["string","string"]'],
    ['{"required":["a","a"]}', '#/required is ["a","a"]'],
    ['{"properties":[]}', "#/properties is no schema"],
    ['{"properties":{"a":1}}', "#/properties/a is no schema"],
    ['{"anyOf":{}}', "#/anyOf is no schema"],
    ['{"items":{"minLength":-1}}', "#/items/minLength is -1"],
    ['{"minimum":"0"}', '#/minimum is "0"'],
    ['{"uniqueItems":1}', "#/uniqueItems is 1"],
    ['{"enum":"a"}', '#/enum is "a"'],
    ['{"$ref":"other.json"}', "#/$ref leaves the schema: other.json"],
    ['{"properties":{"a":{"$ref":"#/$defs/A"}}}', "#/properties/a/$ref points nowhere: #/$defs/A"],
  ])("%s is refused: %s", (text, problem) => {
    expect(schemaProblem(JSON.parse(text))).toBe(problem);
  });

  it("may refer to itself, and use escapes", () => {
    expect(schemaProblem(schema('{"properties":{"next":{"$ref":"#"}}}'))).toBeUndefined();
    expect(schemaProblem(schema('{"$defs":{"a/b":{}},"$ref":"#/$defs/a~1b"}'))).toBeUndefined();
  });

  it("that is nested without end is refused", () => {
    const deep = `${'{"items":'.repeat(80)}true${"}".repeat(80)}`;
    expect(schemaProblem(JSON.parse(deep))).toMatch(/is nested too deeply$/);
  });
});

describe("an action made from a schema", () => {
  it("is one the desk accepts, and so are its variants", () => {
    const candidates = actionCandidates(z.toJSONSchema(Action));
    expect(candidates[0]).toEqual({ operation: "classify" });
    expect(candidates.map((candidate) => Action.safeParse(candidate).success)).not.toContain(false);
    expect(candidates.length).toBeGreaterThan(4);
  });

  it("has the required fields, and follows references", () => {
    expect(actionCandidates(PYDANTIC)).toEqual([
      { kind: "list", size: { w: 3 } },
      { kind: "call", size: { w: 3 } },
    ]);
  });

  it.each([
    ['{"type":"string"}', "conformance"],
    ['{"type":"string","minLength":13}', "conformance.."],
    ['{"type":"string","maxLength":3}', "con"],
    ['{"type":"string","enum":["b","a"]}', "b"],
    ['{"type":"integer","minimum":2}', 2],
    ['{"type":"integer","maximum":-4}', -4],
    ['{"type":"integer","exclusiveMinimum":2}', 3],
    ['{"type":"integer","minimum":4,"multipleOf":3}', 6],
    ['{"type":"number"}', 0],
    ['{"type":"boolean"}', false],
    ['{"const":7}', 7],
    ['{"type":"string","default":"x"}', "x"],
    ['{"type":"string","examples":["y"]}', "y"],
    ['{"anyOf":[{"type":"null"},{"type":"integer"}]}', 0],
    ['{"oneOf":[{"type":"boolean"}]}', false],
    ['{"type":["integer","null"]}', 0],
    ['{"type":"array","minItems":2,"items":{"type":"boolean"}}', [false, false]],
    ['{"type":"array","prefixItems":[{"type":"integer"},{"const":"a"}]}', [0, "a"]],
    ['{"type":"object"}', {}],
    ['{"allOf":[{"properties":{"a":{"const":1}},"required":["a"]},{"type":"object"}]}', { a: 1 }],
    ['{"type":"null"}', null],
    ["{}", null],
  ])("fills %s with %j", (text, value) => {
    const [candidate] = actionCandidates({
      type: "object",
      properties: { x: JSON.parse(text) },
      required: ["x"],
    });
    expect(candidate).toEqual({ x: value });
  });

  it("is an example of the schema where it has some", () => {
    expect(actionCandidates({ type: "object", examples: [{ a: 1 }, "no"] })).toEqual([{ a: 1 }, {}]);
  });

  it("comes from no schema that is no object", () => {
    expect(actionCandidates({ type: "string" })).toEqual([]);
  });

  it("ends where a schema requires itself for ever", () => {
    const endless = schema('{"type":"object","properties":{"next":{"$ref":"#"}},"required":["next"]}');
    expect(JSON.stringify(actionCandidates(endless)[0])).toMatch(/^\{"next":.*null\}+$/);
  });

  it("has null, its default or nothing in every field that may be absent", () => {
    const base = { kind: "call", size: { w: 3 } };
    expect(withNulls(PYDANTIC, base)).toEqual({
      ...base,
      text: null,
      count: 2,
      tags: [],
      name: null,
      metadata: {},
    });
  });
});

describe("a payload", () => {
  const sound = { observation: { a: 1 }, reward: null, done: false };

  it.each([
    [sound, undefined],
    [{ ...sound, metadata: { x: 1 } }, undefined],
    [{ ...sound, observation: { metadata: {} }, metadata: null }, undefined],
    [{ ...sound, observation: { metadata: { x: 1 } }, metadata: { x: 1 } }, undefined],
    [{ ...sound, observation: { metadata: { x: 1 } } }, "metadata inside the observation only"],
    [{ ...sound, metadata: [1] }, "metadata that is no object"],
    [{ ...sound, info: {} }, "the key info"],
    [{ ...sound, observation: [] }, "no observation object"],
    [{ ...sound, observation: { done: true } }, "done inside the observation"],
    [{ observation: {}, done: false }, "no reward"],
    [{ observation: {}, reward: 1 }, "no boolean done"],
  ])("%j has this wrong: %s", (payload, problem) => {
    expect(payloadProblem(payload)).toBe(problem);
  });
});
