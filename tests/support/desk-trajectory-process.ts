import { heuristicText, randomText } from "./desk-trajectory.ts";

const seed = Number(process.argv[2]);
process.stdout.write(JSON.stringify([heuristicText(seed), randomText(seed)]));
