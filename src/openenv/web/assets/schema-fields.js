// @ts-check

/**
 * How one property of the action schema is filled in.
 * @typedef {object} FieldSpec
 * @property {string} name
 * @property {string} hint
 * @property {boolean} required
 * @property {"choice" | "text" | "long-text" | "list" | "number" | "boolean" | "json"} kind
 * @property {readonly string[]} choices Of a choice.
 * @property {{ min?: number, max?: number }} range Of a number.
 */

/** Longest text that gets a single line. */
const SINGLE_LINE = 100;

/** @param {any} schema What remains of a schema when `null` is left out. */
function withoutNull(schema) {
  const options = schema.anyOf ?? schema.oneOf;
  if (options === undefined) return schema;
  return options.find((/** @type {any} */ each) => each.type !== "null") ?? schema;
}

/**
 * @param {any} schema
 * @returns {FieldSpec["kind"]}
 */
function kindOf(schema) {
  if (Array.isArray(schema.enum)) return "choice";
  if (schema.type === "string") return (schema.maxLength ?? 0) > SINGLE_LINE ? "long-text" : "text";
  if (schema.type === "integer" || schema.type === "number") return "number";
  if (schema.type === "boolean") return "boolean";
  if (schema.type === "array" && schema.items?.type === "string") return "list";
  return "json";
}

/**
 * The fields of an action; `metadata` is for programs and left out.
 * @param {any} schema
 * @returns {FieldSpec[]}
 */
export function fieldsOf(schema) {
  const required = schema.required ?? [];
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => name !== "metadata")
    .map(([name, property]) => {
      const plain = withoutNull(property);
      return {
        name,
        hint: property.description ?? plain.description ?? "",
        required: required.includes(name),
        kind: kindOf(plain),
        choices: plain.enum ?? [],
        range: {
          ...(plain.minimum !== undefined && { min: plain.minimum }),
          ...(plain.maximum !== undefined && { max: plain.maximum }),
        },
      };
    });
}

/** @param {string} text */
function asJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * A filled-in value as it is sent; `undefined` leaves the field out.
 * @param {FieldSpec} field
 * @param {any} value
 */
function sentValue({ kind, required, choices }, value) {
  if (kind === "boolean") return value === true;
  if (kind === "list") return value === undefined || value.length === 0 ? undefined : value;
  if (value === undefined || value === "") return required && kind === "choice" ? choices[0] : undefined;
  if (kind === "number") return Number(value);
  return kind === "json" ? asJson(value) : value;
}

/**
 * The action that the filled-in fields stand for.
 * @param {readonly FieldSpec[]} fields
 * @param {Readonly<Record<string, any>>} values
 */
export function actionOf(fields, values) {
  const entries = fields.map((field) => [field.name, sentValue(field, values[field.name])]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
