import type { RawAsk } from "@/lib/server/test-raw-request";
import type { Ask } from "@/lib/server/test-route-cases";

/** Where something stands in a value: the keys that lead there. */
type Place = (string | number)[];

/** All of them, the whole first. */
export function placesOf(value: unknown, place: Place = []): Place[] {
  if (typeof value !== "object" || value === null) return [place];
  return [
    place,
    ...Object.entries(value).flatMap(([key, each]) => placesOf(each, [...place, key])),
  ];
}

/** A copy in which `change` has been at work at one place. */
export function changedAt(
  value: unknown,
  place: Place,
  change: (old: unknown) => unknown,
): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return change(value);
  const copy: unknown = Array.isArray(value) ? [...value] : { ...(value as object) };
  const holder = copy as Record<string | number, unknown>;
  holder[key] = changedAt(holder[key], rest, change);
  return copy;
}

export const ULID = /[0-7][0-9A-HJKMNP-TV-Z]{25}/g;

/** What a database, a clock or a parser of numbers cannot hold, though it looks like what belongs there. */
const DEADLY = [
  ...["a\0b", "a\ud800", "-1", "1e400", "99999999999999999999"],
  ...["0000-01-01", "0000-01-01T00:00:00.000Z", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"],
];

const isLeaf = (value: unknown, place: Place) =>
  typeof place.reduce((at, key) => (at as Record<string, unknown>)[key], value) !== "object";

/** `valid` with each of the deadly at each of its ends: that no end is forgotten is not left to chance. */
export const deadlyInputs = (valid: unknown): unknown[] =>
  placesOf(valid)
    .filter((place) => place.length > 0 && isLeaf(valid, place))
    .flatMap((place) => DEADLY.map((text) => changedAt(valid, place, () => text)));

/** The same for what stands in an address and for what is sent in a body. */
export function deadlyAsks({ path, body }: Ask): RawAsk[] {
  const [pathname = "/", query = ""] = path.split("?");
  const pairs = Object.fromEntries(new URLSearchParams(query));
  const asked = (to: Partial<RawAsk>) => ({
    path,
    body: body ? jsonOf(body) : null,
    headers: {},
    ...to,
  });
  const ids = pathname.match(ULID) ?? [];
  return [
    ...ids.flatMap((id) =>
      DEADLY.map((text) =>
        asked({ path: path.replace(id, encodeURIComponent(text.toWellFormed())) }),
      ),
    ),
    ...(deadlyInputs(pairs) as Record<string, string>[]).map((changed) =>
      asked({ path: `${pathname}?${new URLSearchParams(changed)}` }),
    ),
    ...(body ? deadlyInputs(body).map((changed) => asked({ body: jsonOf(changed) })) : []),
    asked({ path: `${pathname}?${new URLSearchParams({ ...pairs, cursor: DEADLY_CURSOR })}` }),
  ];
}

const DEADLY_CURSOR = Buffer.from("0000-01-01T00:00:00.000Z|7ZZZZZZZZZZZZZZZZZZZZZZZZZ").toString(
  "base64url",
);

export const jsonOf = (value: unknown) => Buffer.from(JSON.stringify(value) ?? "");
