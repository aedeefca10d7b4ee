import type { ApiProblemCode } from "@/lib/api/schema/problems";

/** What a refusal says beside its code. */
export type ProblemFacts = Readonly<Record<string, unknown>>;

type Sentence = string | ((facts: ProblemFacts) => string);

const listed = (value: unknown) => (Array.isArray(value) ? value.join(", ") : String(value));
const dollars = (value: unknown) => `$${(Number(value) / 1_000_000).toFixed(2)}`;

const OF_THE_TOKEN = {
  token_in_address:
    "A token was in the address, where others can read it. Revoke it, make a new one, and send it in the Authorization header.",
  token_missing:
    "Send your token in the header `Authorization: Bearer mqt_…`. Cookies do not count here.",
  token_malformed:
    "This is no whole token: some of it is missing or mistyped. Copy it again, or make a new one in the settings.",
  token_unknown:
    "This studio does not know the token. Its person may have left the team. Make a new one in the settings.",
  token_revoked: "This token was revoked. Make a new one in the settings.",
  token_expired: ({ expiredAt }) =>
    `This token ended at ${String(expiredAt)}. Make a new one in the settings.`,
  second_factor_missing:
    "The team requires a second factor of the token's person. Sign in to the studio and set it up, then this token works again.",
  scope_missing: ({ scope }) =>
    `This token may not do that: it needs the scope \`${String(scope)}\`. Make one that has it in the settings.`,
  forbidden:
    "The token's person may not do that in their present role. Ask an owner or admin of the team.",
  too_many_requests: ({ retryAfterSeconds }) =>
    `Too many requests with this token. Go on in ${String(retryAfterSeconds)} s, as Retry-After says.`,
} satisfies Partial<Record<ApiProblemCode, Sentence>>;

const OF_A_REQUEST = {
  body_unreadable: "The body is no JSON. Send one JSON object in UTF-8.",
  bad_cursor: "This is no place in the list. Load the list again from its beginning.",
  not_found:
    "There is nothing at this address that the token's team has. Check the path and the id.",
  method_not_allowed: ({ allowed }) => `This address takes ${listed(allowed)} only.`,
  invalid_input: ({ fields }) =>
    `The request has fields that are missing, wrong or unknown: ${listed(Object.keys(Object(fields)))}. \`fields\` says why.`,
  idempotency_key_missing:
    "Send the header `Idempotency-Key` with a text of your own, 1 to 255 characters, new for each press. A repeat with the same one makes nothing twice.",
  idempotency_mismatch:
    "This Idempotency-Key was used with another body. Send the same body again, or use a new key.",
  idempotency_taken:
    "Somebody else of the team has used this Idempotency-Key. Use a new one, for example with a prefix of your own.",
  internal:
    "The studio made a mistake. Try again; if it stays, give the requestId to whoever runs it.",
  storage_away: "The studio does not reach its storage for the moment. Try again shortly.",
} satisfies Partial<Record<ApiProblemCode, Sentence>>;

const OF_A_GENERATION = {
  project_missing:
    "The team has no project with this projectId. `GET /api/v1/projects` lists them.",
  model_unavailable: "This model cannot be used. `GET /api/v1/models` lists those that can.",
  illegal_settings: ({ field }) =>
    `The model cannot do this ${String(field)}. \`GET /api/v1/models\` says what it can.`,
  prompt_too_long: ({ length, max }) =>
    `The prompt has ${String(length)} characters, the model takes ${String(max)}. Shorten it.`,
  prompt_incomplete: ({ missing, emptyVariables }) =>
    `The prompt uses variables without values: ${listed([missing, emptyVariables].flat())}. Send them in \`variables\`.`,
  too_many_expansions: ({ count, max }) =>
    `The prompt expands to ${String(count)} texts, at most ${String(max)} are made at once. Take some alternatives out.`,
  too_many_references: ({ max }) =>
    `The model takes ${String(max)} reference images. Switch some off or leave them out.`,
  references_missing: ({ slots }) =>
    `The team has no reference images with the ids in the slots ${listed(slots)}. Upload them first.`,
  parent_missing: "The picture that this goes on from is not there.",
  no_price:
    "Nobody has entered a price for this model and resolution yet. Ask an admin of the team.",
  queue_full: ({ activeMax }) =>
    `You have ${String(activeMax)} pictures under way, which is the most at once. Wait for some to finish.`,
  budget_exceeded: ({ scope, leftMicroUsd, askedMicroUsd }) =>
    `This would cost ${dollars(askedMicroUsd)}, and the ${String(scope)} has ${dollars(leftMicroUsd)} left this month. Ask for fewer, or ask for a higher limit.`,
} satisfies Partial<Record<ApiProblemCode, Sentence>>;

const OF_A_FILE = {
  too_large: "The body is too large. A reference image may have 20 MB, a request 1 MB.",
  too_slow: "The body came too slowly, so the studio stopped waiting. Send it again.",
  incomplete: "The body ended too early. Send the file again.",
  empty_file: "The file is empty. Send the bytes of the picture as the body.",
  not_an_image: "This is no picture that we take. Send the raw bytes of a JPEG, PNG or WebP.",
  unsupported_kind: ({ kind }) =>
    `${String(kind)} is not taken here. Convert the picture to JPEG, PNG or WebP first.`,
  image_malformed:
    "The picture is damaged and cannot be read to its end. Save it again and send that.",
  image_animated: "The picture moves. Send one frame of it.",
  too_many_pixels: ({ megapixels, limitMegapixels }) =>
    `The picture has ${String(megapixels)} megapixels, at most ${String(limitMegapixels)} are taken. Make it smaller.`,
  side_out_of_range: ({ width, height }) =>
    `The picture is ${String(width)} × ${String(height)} px. Each side has to be between 16 and 16,384 px.`,
  storage_full: "The studio's storage is full, so nothing was kept. Tell whoever runs it.",
} satisfies Partial<Record<ApiProblemCode, Sentence>>;

const SENTENCES: Record<ApiProblemCode, Sentence> = {
  ...OF_THE_TOKEN,
  ...OF_A_REQUEST,
  ...OF_A_GENERATION,
  ...OF_A_FILE,
};

/** What is wrong and what to do, in one or two sentences. Programs go by the code. */
export function problemDetail(code: ApiProblemCode, facts: ProblemFacts = {}): string {
  const sentence = SENTENCES[code];
  return typeof sentence === "string" ? sentence : sentence(facts);
}
