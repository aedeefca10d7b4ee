import fc from "fast-check";
import { changedAt, jsonOf, placesOf, ULID } from "@/lib/server/test-places";
import type { RawAsk } from "@/lib/server/test-raw-request";
import type { Ask } from "@/lib/server/test-route-cases";

/** Far longer than any field, and shorter than what a door refuses unread. */
const LONG = "長".repeat(40_000);

/** Words that mean something to a parser, a database, a shell, a browser or a table. */
const oddText = fc.oneof(
  fc.constantFrom(
    ...["", " ", "\0", "a\0b", "\ud800", "\udfff", "a\u202eb", "\u200b", "\ufeff", "\r\n", "\t"],
    ...["'", '"', "\\", "%", "_", "%00", "../../etc/passwd", "'; drop table image; --", "$1"],
    ...[
      "<script>alert(1)</script>",
      "javascript:alert(1)",
      "=1+1",
      "{{7*7}}",
      "$\u007b7*7}",
      "[[a]]",
    ],
    ...["__proto__", "constructor", "null", "NaN", "Infinity", "-0", "1e309", "0x10", "true"],
    ...["0000-01-01", "9999-12-31", "-271821-04-20", "+275760-09-13T00:00:00.000Z", "2026-02-30"],
    ...["0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00Z"],
    ...["01J0000000000000000000000I", "01j00000000000000000000000", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"],
    ...["MDAwMC0wMS0wMVQwMDowMDowMC4wMDBafDAxSjAwMDAwMDAwMDAwMDAwMDAwMDAwMDAw", "bm90aGluZw"],
    ...["{a|b|c}", "{{{{", "a{b|c}[[d]]", "@stone", "https://127.0.0.1", "file:///etc/passwd"],
    LONG,
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
);

/** What JSON can say. */
const oddJson = fc.oneof(
  { weight: 4, arbitrary: oddText },
  fc.constantFrom<unknown>(
    ...[null, true, false, 0, -1, 1.5, 2 ** 53, -(2 ** 53), 1e308, 2 ** 31, [], {}, [[]], [null]],
    Array.from({ length: 10_001 }, () => "01J00000000000000000000000"),
    { length: 1 },
    nested(2_000),
    JSON.parse('{"__proto__":{"isPolluted":true},"constructor":{"prototype":{"isPolluted":true}}}'),
  ),
  fc.jsonValue(),
);

function nested(depth: number): unknown {
  let inner: unknown = 1;
  for (let level = 0; level < depth; level += 1) inner = level % 2 ? [inner] : { inner };
  return inner;
}

/** What an action can be called with beyond JSON: the framework reads all of this from a request. */
const oddValue = fc.oneof(
  { weight: 3, arbitrary: oddJson },
  fc.constantFrom<unknown>(
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    new Date(Number.NaN),
  ),
  fc.constantFrom<unknown>(new Map([["a", 1]]), new Set([1]), new FormData(), new Uint8Array(3)),
  fc.constantFrom<unknown>(Promise.resolve(1), Symbol.for("a"), new Blob(["a"]), circle()),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, maxDepth: 3 }),
);

function circle(): unknown {
  const around: Record<string, unknown> = {};
  around["around"] = around;
  return around;
}

/** Names by which somebody would like to write more than they may. */
const greedyName = fc.constantFrom(
  ...["teamId", "userId", "authorId", "role", "isAdmin", "price", "priceMicroUsd", "status"],
  ...["__proto__", "constructor", "toString", "id", "createdAt", "gatewayKeyId"],
);

/** Something valid with one thing wrong: another value, a text with something in it, one field too many or too few. */
const mutated = (valid: unknown, odd: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => {
  const place = fc.constantFrom(...placesOf(valid));
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(place, odd).map(([at, to]) => changedAt(valid, at, () => to)),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(place, oddText, fc.boolean()).map(([at, text, isBefore]) =>
        changedAt(valid, at, (old) => {
          if (typeof old !== "string") return text;
          return isBefore ? text + old : old + text;
        }),
      ),
    },
    fc
      .tuple(place, greedyName, odd)
      .map(([at, name, value]) => changedAt(valid, at, (old) => withField(old, name, value))),
    place.map((at) => changedAt(valid, at, () => undefined)),
    odd,
  );
};

function withField(old: unknown, name: string, value: unknown): unknown {
  if (typeof old !== "object" || old === null) return { [name]: value };
  const copy = { ...old };
  // Not an assignment: that would set the prototype instead of a field.
  Object.defineProperty(copy, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}

/** What is handed to an action in place of `valid`. */
export const actionInput = (valid: unknown) => mutated(valid, oddValue);

const oddId = fc.oneof(
  fc.constantFrom(
    ...[
      "%00",
      "%ff",
      "..%2f..%2fetc%2fpasswd",
      "%2e%2e",
      "'",
      "%",
      "a".repeat(5_000),
      "1",
      ";",
      "*",
    ],
    ...["01j00000000000000000000000", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ", "01J00000000000000000000000"],
  ),
  oddText.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 8_000)),
);

const oddPath = (pathname: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(pathname) },
    oddId.map((id) => pathname.replace(ULID, id)),
  );

function oddQuery(query: string): fc.Arbitrary<string> {
  const pairs = [...new URLSearchParams(query)];
  const encode = (all: readonly (readonly [string, string])[]) =>
    new URLSearchParams(all.map(([name, value]) => [name, value.toWellFormed()])).toString();
  const name = fc.constantFrom("q", "cursor", "id", "limit", "w", ...pairs.map(([key]) => key));
  // An address that no server would read is not asked for.
  const value = oddText.map((text) => text.slice(0, 1_500));
  return fc.oneof(
    fc.constant(encode(pairs)),
    fc
      .tuple(fc.nat(), value)
      .map(([at, to]) =>
        encode(pairs.map(([key, old], index) => [key, index === at % pairs.length ? to : old])),
      ),
    fc.tuple(name, value).map(([key, to]) => encode([...pairs, [key, to]])),
    fc.nat().map((at) => encode(pairs.filter((_, index) => index !== at % pairs.length))),
    oddId,
  );
}

/** Bodies that are no JSON, or are it in a way of their own. */
const rawBody = fc.constantFrom(
  ...["", "{", '{"a":', "NaN", "[".repeat(10_000), '{"pictures":{"by":"ids"', '{"a":1,"a":2}'],
  ...["[".repeat(30_000) + "]".repeat(30_000), `${'{"a":'.repeat(9_000)}1${"}".repeat(9_000)}`],
  ...["\ufeff{}", "--x\r\ncontent-disposition: form-data\r\n\r\n1\r\n--x--", "a=1&b=2"],
);

const oddBody = (body: object): fc.Arbitrary<Buffer> =>
  fc.oneof(
    { weight: 4, arbitrary: mutated(body, oddJson).map((value) => jsonOf(value)) },
    rawBody.map((text) => Buffer.from(text)),
    rawBody.map((text) => Buffer.from(text, "utf16le")),
  );

const oddHeaders = fc.constantFrom<Record<string, string>[]>(
  {},
  {},
  { range: "bytes=0-0,5-9" },
  { range: "bytes=99999999999999999999-" },
  { range: "bytes=-0", "if-range": "*" },
  { "if-none-match": `W/"a", *` },
  { "content-type": "multipart/form-data; boundary=x" },
  { "content-type": "text/plain;charset=UTF-16" },
  { "x-file-name": "%E0%A4%A", "content-type": "image/png" },
  { "x-file-name": "%00..%2F%2e%2e%2fCON.png\u00e9" },
  { accept: "text/html", rsc: "1", "next-action": "00", "x-middleware-subrequest": "middleware" },
  { authorization: "Bearer mqt_nothing", expect: "nothing" },
);

/** What is asked of a route in place of `valid`. */
export function routeAsk({ path, body }: Ask): fc.Arbitrary<RawAsk> {
  const [pathname = "/", query = ""] = path.split("?");
  return fc
    .record({
      pathname: oddPath(pathname),
      query: oddQuery(query),
      body: body ? oddBody(body) : fc.constant(null),
      headers: oddHeaders,
    })
    .map(({ pathname, query, ...rest }) => ({
      path: query ? `${pathname}?${query}` : pathname,
      ...rest,
    }));
}
