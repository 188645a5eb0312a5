/** Plain data that survives `JSON.parse(JSON.stringify(value))` unchanged. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** A plain record of JSON values. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
