import { SPACE_PORT } from "./manifest.ts";

const NODE_IMAGE = "node:20-slim";

/** The part of a Dockerfile that runs the server, after the files are in place. */
export const RUN_SERVER = `ENV NODE_ENV=production ENABLE_WEB_INTERFACE=true
USER node
EXPOSE ${SPACE_PORT}
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s --retries=3 \\
  CMD ["node", "-e", "fetch('http://127.0.0.1:${SPACE_PORT}/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/cli/main.js", "serve", "--host", "0.0.0.0", "--port", "${SPACE_PORT}"]
`;

/** Dockerfile of a Space: installs the compiled package that lies in `package/`. */
export function spaceDockerfile({ isLocked }: { readonly isLocked: boolean }): string {
  const install = isLocked ? "npm ci" : "npm install";
  return `FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package/package*.json ./
RUN ${install} --omit=dev --ignore-scripts

FROM ${NODE_IMAGE}
WORKDIR /app
COPY --from=build /app ./
COPY package/dist ./dist
COPY README.md ./
${RUN_SERVER}`;
}

/** What stays out of the build context of a Space. */
export const SPACE_DOCKERIGNORE = "**\n!package\npackage/node_modules\n!README.md\n";
