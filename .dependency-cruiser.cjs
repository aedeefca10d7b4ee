const OURS =
  "^(app|bench|components|crash|lib|prisma|e2e|server\\.ts|worker\\.ts|sandbox\\.ts|media\\.ts|maquette\\.ts)";
/** Tests, and what only tests import. */
const TEST = "(\\.test\\.tsx?|/test-[\\w-]+\\.ts)$";
const TRIALS = "^(bench|crash|e2e)/";
const ENTRIES = "^(server|worker|sandbox|media|maquette)\\.ts$";
/** One file, or a folder of that name once it has outgrown one file. */
const part = (name) => `^lib/[^/]+/(${name})(\\.ts|/)`;
/** Folders of lib that are not slices. */
const NOT_SLICES = "^lib/(adapters|cli|i18n|media|ports|sandbox|server|shared|worker)/";

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "no-unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "nothing-imports-app",
      comment: "Routes are leaves. Shared code belongs in components/ or lib/.",
      severity: "error",
      from: { pathNot: "^app/" },
      to: { path: "^app/" },
    },
    {
      name: "shared-is-a-leaf",
      severity: "error",
      from: { path: "^lib/shared/", pathNot: TEST },
      to: { path: OURS, pathNot: "^lib/shared/" },
    },
    {
      name: "schema-is-isomorphic",
      comment:
        "A schema runs in the browser, on the server and in tests: zod, shared and other schemas only.",
      severity: "error",
      from: { path: part("schema") },
      to: { pathNot: ["^lib/shared/", part("schema"), "^node_modules/zod/"] },
    },
    {
      name: "models-are-data",
      severity: "error",
      from: { path: "^lib/generation/models\\.ts$" },
      to: { pathNot: ["^lib/shared/", part("schema")] },
    },
    {
      name: "ports-are-words-only",
      severity: "error",
      from: { path: "^lib/ports/" },
      to: {
        pathNot: [
          "^lib/(ports|shared)/",
          part("schema"),
          "^node:",
          "^stream$",
          "^node_modules/@types/node/",
        ],
      },
    },
    {
      name: "domain-core-knows-only-ports",
      comment:
        "policy, presenter and service never see Next, Prisma, an SDK, the composition root or a sibling's service.",
      severity: "error",
      from: {
        path: "^lib/([^/]+)/(policy|presenter|service)(\\.ts|/)",
        pathNot: [NOT_SLICES, TEST],
      },
      to: {
        pathNot: [
          "^lib/(ports|shared)/",
          part("schema|policy|presenter"),
          "^lib/generation/models\\.ts$",
          // A reference image is an image: it has the same derivatives.
          "^lib/image/service\\.ts$",
          "^lib/$1/",
          "^node_modules/(zod|server-only)/",
        ],
        dependencyTypesNot: ["core"],
      },
    },
    {
      name: "domain-core-not-upwards",
      severity: "error",
      from: { path: part("policy|presenter|service"), pathNot: NOT_SLICES },
      to: { path: part("actions|loaders|routes|queries"), pathNot: NOT_SLICES },
    },
    {
      name: "adapters-know-only-ports",
      severity: "error",
      from: { path: "^lib/adapters/([^/]+)/", pathNot: TEST },
      to: {
        path: OURS,
        pathNot: [
          "^lib/adapters/$1/",
          "^lib/(ports|shared)/",
          part("schema"),
          "^lib/generation/models\\.ts$",
        ],
      },
    },
    {
      name: "only-the-composition-root-picks-adapters",
      severity: "error",
      from: { pathNot: ["^lib/adapters/", "^lib/server/composition\\.ts$", TRIALS, TEST] },
      to: { path: "^lib/adapters/" },
    },
    {
      name: "one-door-per-vendor",
      comment: "Each SDK is imported by its own adapter and by nothing else.",
      severity: "error",
      from: {
        // The last is the browser's only decoder of placeholders.
        pathNot: ["^(lib/(adapters|media|sandbox)|prisma|scripts)/", TRIALS, TEST, "/thumbhash-"],
      },
      to: {
        path: "^node_modules/(@aws-sdk|@prisma|pg|pg-copy-streams|graphile-worker|prom-client|sharp|thumbhash|undici)/",
      },
    },
    {
      name: "sandbox-stands-alone",
      comment: "The stand-in shares the capability table with the product and nothing else.",
      severity: "error",
      from: { path: "^lib/sandbox/", pathNot: TEST },
      to: {
        path: OURS,
        pathNot: ["^lib/(sandbox|shared)/", part("schema"), "^lib/generation/models\\.ts$"],
      },
    },
    {
      name: "media-stands-alone",
      comment: "Runs in the decode process: no database, no key, no network.",
      severity: "error",
      from: { path: "^lib/media/", pathNot: TEST },
      to: { path: OURS, pathNot: ["^lib/(media|ports|shared)/", part("schema")] },
    },
    {
      name: "server-is-not-for-the-browser",
      comment:
        "Components see schema, models, queries, actions, policy, i18n and shared; nothing else of lib.",
      severity: "error",
      from: { path: "^components/", pathNot: TEST },
      to: {
        path: "^lib/",
        pathNot: [
          "^lib/(shared|i18n)/",
          part("schema|queries|actions|policy"),
          "^lib/generation/models\\.ts$",
        ],
      },
    },
    {
      name: "ui-primitives-know-no-product",
      severity: "error",
      from: { path: "^components/ui/", pathNot: TEST },
      to: { path: OURS, pathNot: ["^components/ui/", "^lib/shared/"] },
    },
    {
      name: "pages-read-through-loaders",
      severity: "error",
      from: { path: "^app/", pathNot: "^app/api/" },
      to: {
        path: "^lib/",
        pathNot: ["^lib/(shared|i18n)/", part("loaders|schema|queries")],
      },
    },
    {
      name: "policy-is-isomorphic",
      comment: "Rules run in the browser too: no ports, no presenter, no service.",
      severity: "error",
      from: { path: part("policy"), pathNot: TEST },
      to: {
        pathNot: ["^lib/shared/", part("schema|policy"), "^lib/generation/models\\.ts$"],
      },
    },
    {
      name: "queries-are-for-the-browser",
      severity: "error",
      from: { path: part("queries") },
      to: { path: OURS, pathNot: ["^lib/shared/", part("schema|policy")] },
    },
    {
      name: "entries-of-a-slice-only-guard",
      severity: "error",
      from: { path: "^lib/([^/]+)/(actions|loaders|routes)(\\.ts|/)", pathNot: NOT_SLICES },
      to: {
        path: OURS,
        pathNot: ["^lib/(server|shared|ports|$1/routes)/", part("schema|policy|presenter|service")],
      },
    },
    {
      name: "worker-and-cli-are-entries",
      severity: "error",
      from: { path: "^lib/(worker|cli)/", pathNot: [TEST, "^lib/cli/test-studio\\.ts$"] },
      to: {
        path: OURS,
        pathNot: ["^lib/(worker|cli|server|ports|shared)/", part("schema|policy|service|models")],
      },
    },
    {
      name: "server-not-upwards",
      severity: "error",
      from: { path: "^lib/server/", pathNot: TEST },
      to: {
        path: ["^(app|components)/", part("actions|loaders|routes|queries")],
        pathNot: NOT_SLICES,
      },
    },
    {
      name: "plain-node-imports-little-of-next",
      comment:
        "Server and worker bundles run in plain Node, where next-auth and next/headers do not resolve.",
      severity: "error",
      from: { path: `${ENTRIES}|${part("routes|service")}|^lib/(worker|ports|adapters)/` },
      to: {
        path: "^node_modules/(next|next-auth|next-intl)/",
        pathNot: [
          "^node_modules/next/dist/server/next\\.(js|d\\.ts)$",
          "^node_modules/next-auth/jwt",
          "^node_modules/next/(index|dist/server/next)\\.d\\.ts$",
          "^node_modules/next/package\\.json$",
        ],
      },
    },
  ],
  required: [
    {
      name: "every-action-is-guarded",
      comment:
        "An exported server action is a public POST endpoint; defineAction is where it proves its actor.",
      severity: "error",
      module: { path: "^lib/[^/]+/actions\\.ts$" },
      to: { path: "^lib/server/define-action\\.ts$" },
    },
    {
      name: "every-route-is-guarded",
      severity: "error",
      module: { path: "^lib/[^/]+/routes\\.ts$" },
      to: { path: "^lib/server/define-route\\.ts$" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|public|dist)/|^lib/adapters/prisma/client/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
