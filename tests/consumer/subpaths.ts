/** Makes the compiler read the declarations of every subpath. */
import type * as runs from "supportdesk-gym/runs";

export type Names = keyof typeof runs;
