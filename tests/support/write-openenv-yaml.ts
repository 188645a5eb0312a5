import { writeFileSync } from "node:fs";
import { packageVersion } from "../../src/cli/package-info.ts";
import { describeDesk } from "../../src/openenv/desk.ts";
import { manifest } from "../../src/openenv/space/manifest.ts";

const served = describeDesk({}, packageVersion());
writeFileSync("openenv.yaml", manifest({ name: "supportdesk_env", served, isSpace: false }));
