import type { TeamFacts } from "@/lib/server/test-two-teams";

export type Ask = {
  path: string;
  body?: object;
  /** Of what one's own team is answered; 200 when it is not said. */
  status?: number;
};

/** What is asked of a route about a team: of one's own it answers, of another it tells nothing. */
export type RouteCase = (team: TeamFacts) => readonly Ask[];

const at = (path: string, query: Record<string, string> = {}): Ask => ({
  path: `${path}?${new URLSearchParams(query)}`,
});
/** For what every member of every team may see alike. */
const same =
  (path: string, status = 200): RouteCase =>
  () => [{ path, status }];

/** Each way to say in a search what a team has. */
const searches = ({ marker, tagName, ...team }: TeamFacts) => [
  ...["", "bottle", "botle", '"wet stone"', "stone -river", marker, `-${marker}`, "колесо"],
  ...[`by:${marker}`, `by:"Lin ${marker}"`, "by:lin", `-by:${marker}`, "by:me"],
  ...["project:AK", `project:"Autumn ${marker}"`, "project:autumn"],
  ...[`tag:"${tagName}"`, "tag:hero", "has:tags", "has:stars", "has:upload"],
  ...[`collection:"${team.collectionName}"`, "collection:shots", "-collection:shots"],
  ...["collection:live", `collection:${team.collectionId}`, `collection:${team.liveCollectionId}`],
  ...["status:picked", "mark:picked", "mark:unmarked", "rating:>=3", "colour:orange"],
  ...["since:2026-02", "until:2026-02", "ratio:1:1", "model:pro", "like:AK-0301-01/1"],
];

const PLACE = {
  ...{ from: "2000-01-01", to: "2100-01-01", asOf: "2100-01-01T00:00:00.000Z", offset: "0" },
};
const ofEachSearch =
  (path: string, query: Record<string, string> = {}): RouteCase =>
  (team) =>
    searches(team).map((q) => at(path, { q, ...query }));
/** What a search says is read alike with stacks and without. */
const inStacks =
  (path: string, query: Record<string, string> = {}): RouteCase =>
  ({ marker }) =>
    ["", marker].map((q) => at(path, { q, ...query, stacked: "1" }));

const request = ({ projectId, referenceImageId }: TeamFacts) => ({
  ...{ projectId, prompt: "A cup", model: "gemini-3-pro-image-preview-4k", aspectRatio: "1:1" },
  ...{ resolution: "4K", variantCount: 1 },
  references: [{ referenceImageId, name: "stone", role: null, isEnabled: true }],
});

const chosen = ({ imageIds, marker }: TeamFacts) => [
  { by: "ids", imageIds },
  ...["bottle", marker].map((q) => ({ by: "search", q, asOf: PLACE.asOf })),
];
const ORDER = {
  ...{ form: { kind: "original" }, names: { pattern: "{code}", letters: "any" }, language: "en" },
};

const USAGE = { period: "quarter", day: "2026-03-01", money: "real" };

/** By method and path of the route table. Whoever adds a route adds what another team could ask of it. */
export const ROUTE_CASES: Readonly<Record<string, RouteCase>> = {
  "GET /healthz": same("/healthz"),
  "GET /readyz": same("/readyz"),
  "GET /startupz": same("/startupz"),
  "GET /api/health": same("/api/health"),
  "GET /api/version": same("/api/version"),
  // Nobody has switched it on.
  "GET /metrics": same("/metrics", 404),
  "GET /api/admins": same("/api/admins"),
  "GET /api/devices": same("/api/devices"),
  "GET /api/second-factor": same("/api/second-factor"),
  "GET /api/first-steps": same("/api/first-steps"),
  "GET /api/sign-in-services": same("/api/sign-in-services"),
  "GET /api/tokens": same("/api/tokens"),
  "GET /api/v1/openapi.json": same("/api/v1/openapi.json"),
  "GET /api/v1/token": same("/api/v1/token"),
  "GET /api/v1/projects": same("/api/v1/projects"),
  "GET /api/v1/models": same("/api/v1/models"),
  "GET /api/v1/generations": ({ projectId }) => [at("/api/v1/generations", { projectId })],
  // Without a key of its own nothing is made; with one it has tests of its own, as it changes what there is.
  "POST /api/v1/generations": ({ projectId }) => [
    { path: "/api/v1/generations", body: { projectId, prompt: "A cup" }, status: 422 },
  ],
  "GET /api/v1/generations/:id": ({ generationId }) => [at(`/api/v1/generations/${generationId}`)],
  "GET /api/v1/variants/:id": ({ variantId }) => [at(`/api/v1/variants/${variantId}`)],
  "GET /api/v1/variants/:id/original": ({ variantId }) => [
    at(`/api/v1/variants/${variantId}/original`),
  ],
  "GET /api/v1/images/:id": ({ imageIds }) => [at(`/api/v1/images/${imageIds[0]}`)],
  "GET /api/v1/images/:id/file": ({ imageIds }) => [at(`/api/v1/images/${imageIds[0]}/file`)],
  "GET /api/v1/library": (team) => searches(team).map((q) => at("/api/v1/library", { q })),
  "GET /api/v1/references": same("/api/v1/references"),
  "POST /api/v1/references": () => [{ path: "/api/v1/references", body: {}, status: 415 }],
  "GET /api/v1/references/:id": ({ referenceImageId }) => [
    at(`/api/v1/references/${referenceImageId}`),
  ],
  "GET /api/v1/references/:id/file": ({ referenceImageId }) => [
    at(`/api/v1/references/${referenceImageId}/file`),
  ],
  "GET /api/v1/usage": () => [at("/api/v1/usage", { from: "2026-02-01", to: "2026-12-31" })],
  "GET /api/keys": same("/api/keys"),
  "GET /api/people": same("/api/people"),
  "GET /api/self": same("/api/self"),
  "GET /api/projects/:id/people": ({ projectId }) => [at(`/api/projects/${projectId}/people`)],
  "GET /api/log": ({ userId, marker }) => [
    at("/api/log"),
    ...[{ who: userId }, { q: marker }, { action: "project_made" }].map((q) => at("/api/log", q)),
    { ...at("/api/log", { cursor: "bm90aGluZw" }), status: 400 },
    { ...at("/api/log", { action: "anything" }), status: 422 },
  ],
  "GET /api/log/people": same("/api/log/people"),
  // A file of everything would name the file before it.
  "GET /api/log/export": ({ marker }) => [at("/api/log/export", { q: marker, language: "ru" })],
  "PUT /api/draft": () => [
    {
      path: "/api/draft",
      status: 204,
      body: {
        ...{ prompt: "A cup", model: "gemini-3-pro-image-preview-4k", aspectRatio: "1:1" },
        ...{ resolution: "4K", variantCount: 1, references: [], changedAt: 1 },
      },
    },
  ],
  "GET /api/status": ({ generationId, childGenerationId }) => [
    at("/api/status", { ids: `${generationId},${childGenerationId}` }),
  ],
  "GET /api/active": same("/api/active"),
  "GET /api/attention": same("/api/attention"),
  "POST /api/preview": (team) => [{ path: "/api/preview", body: request(team) }],
  "GET /api/typical-time": () => [
    at("/api/typical-time", {
      ...{ model: "gemini-3-pro-image-preview-4k", resolution: "4K", referenceCount: "0" },
    }),
  ],
  "GET /api/generations": ({ projectId }) => [at("/api/generations", { projectId })],
  "GET /api/generations/:id": ({ generationId, childGenerationId }) => [
    at(`/api/generations/${generationId}`),
    at(`/api/generations/${childGenerationId}`),
  ],
  "GET /api/variants/:id/generation": ({ variantId }) => [
    at(`/api/variants/${variantId}/generation`),
  ],
  "GET /api/variants/:id/log": ({ variantId }) => [at(`/api/variants/${variantId}/log`)],
  "GET /api/images/:id": ({ imageIds }) => [
    at(`/api/images/${imageIds[0]}`),
    at(`/api/images/${imageIds[0]}`, { download: "1" }),
  ],
  "GET /api/images/:id/lineage": ({ imageIds: [parentId], childImageId }) => [
    at(`/api/images/${parentId}/lineage`),
    at(`/api/images/${childImageId}/lineage`),
  ],
  "GET /api/library/days": (team) => [
    ...ofEachSearch("/api/library/days")(team),
    ...inStacks("/api/library/days")(team),
  ],
  "GET /api/library/pictures": (team) => [
    ...ofEachSearch("/api/library/pictures", PLACE)(team),
    ...inStacks("/api/library/pictures", PLACE)(team),
  ],
  "GET /api/library/stack": (team) =>
    ["", team.marker].map((q) => at("/api/library/stack", { q, imageId: team.imageIds[0] })),
  "GET /api/library/ids": ofEachSearch("/api/library/ids", { ...PLACE, limit: "1000" }),
  "GET /api/library/facets": ofEachSearch("/api/library/facets"),
  "GET /api/library/searches": same("/api/library/searches"),
  "GET /api/library/marks": ({ generationId }) => [at("/api/library/marks", { generationId })],
  "GET /api/bin": same("/api/bin"),
  "GET /api/bin/total": same("/api/bin/total"),
  "GET /api/storage": same("/api/storage"),
  "GET /api/collections": same("/api/collections"),
  "GET /api/collections/:id": ({ collectionId, liveCollectionId, deletedCollectionId }) => [
    at(`/api/collections/${collectionId}`),
    at(`/api/collections/${liveCollectionId}`),
    { path: `/api/collections/${deletedCollectionId}`, status: 404 },
  ],
  "GET /api/collections/:id/pictures": ({ collectionId, imageIds, deletedCollectionId }) => [
    at(`/api/collections/${collectionId}/pictures`),
    at(`/api/collections/${collectionId}/pictures`, { after: imageIds[0] }),
    at(`/api/collections/${deletedCollectionId}/pictures`),
  ],
  "POST /api/library/made-before": ({ marker, referenceImageId }) => [
    {
      path: "/api/library/made-before",
      body: { prompt: `amber bottle on wet stone ${marker}`, referenceImageIds: [] },
    },
    {
      path: "/api/library/made-before",
      body: { prompt: "", referenceImageIds: [referenceImageId] },
    },
  ],
  "PUT /api/library/uploads/:id": ({ projectId, referenceImageId }) => [
    { ...at(`/api/library/uploads/${referenceImageId}`, { projectId }), body: {}, status: 415 },
  ],
  "GET /api/prices": same("/api/prices"),
  "GET /api/caps": () => [
    at("/api/caps", { money: "real" }),
    at("/api/caps", { money: "sandbox" }),
  ],
  "GET /api/caps/left": ({ projectId, otherProjectId }) => [
    at("/api/caps/left", { projectId }),
    at("/api/caps/left", { projectId: otherProjectId }),
  ],
  "GET /api/usage": () => [
    at("/api/usage", USAGE),
    at("/api/usage", { ...USAGE, money: "sandbox" }),
    { ...at("/api/usage", { ...USAGE, day: "yesterday" }), status: 422 },
  ],
  "GET /api/usage/groups": () =>
    ["person", "project", "model", "recipe"].map((by) => at("/api/usage/groups", { ...USAGE, by })),
  "GET /api/usage/balances": () => [at("/api/usage/balances", USAGE)],
  "GET /api/usage/export": () => [at("/api/usage/export", { ...USAGE, language: "ru" })],
  "GET /api/prompts": ({ marker }) =>
    ["mine", "team"].flatMap((scope) =>
      ["", "bottle", marker].map((search) => at("/api/prompts", { scope, search })),
    ),
  // What is no picture is refused: the answer to one has a new id each time.
  "PUT /api/uploads/:id": ({ referenceImageId }) => [
    { path: `/api/uploads/${referenceImageId}`, body: {}, status: 415 },
  ],
  "GET /api/reference-images/:id": ({ referenceImageId }) => [
    at(`/api/reference-images/${referenceImageId}`),
  ],
  "GET /api/sending": same("/api/sending"),
  "POST /api/takeouts/look": (team) => [
    ...chosen(team).map((pictures) => ({ path: "/api/takeouts/look", body: { pictures } })),
  ],
  "POST /api/takeouts": (team) =>
    chosen(team).map((pictures) => ({
      ...{ path: "/api/takeouts", body: { pictures, order: ORDER }, status: 201 },
    })),
  "GET /api/takeouts/:id": ({ takeoutId }) => [at(`/api/takeouts/${takeoutId}`)],
  "GET /api/takeouts/:id/progress": ({ watchedTakeoutId }) => [
    at(`/api/takeouts/${watchedTakeoutId}/progress`),
  ],
  // It has no session, and without a secret it is not there.
  "POST /api/webhooks/toapis": () => [{ path: "/api/webhooks/toapis", body: {}, status: 404 }],
};
