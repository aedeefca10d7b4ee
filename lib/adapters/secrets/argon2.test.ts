import { expect, test } from "vitest";
import { createPasswordHasher, limited } from "@/lib/adapters/secrets/argon2";
import { HasherBusyError } from "@/lib/ports/secrets";

/** Ends when it is told to. */
function work() {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { promise, end: () => resolve("done") };
}

test("A05: four at once, the others in their order, and whoever waits too long is told so", async () => {
  const run = limited(4, 50);
  const works = Array.from({ length: 6 }, work);
  let begun = 0;
  const results = works.map(({ promise }) =>
    run(() => {
      begun += 1;
      return promise;
    }),
  );
  const [fifth, sixth] = results.slice(4);
  expect(begun).toBe(4);
  works[0]?.end();
  await results[0];
  await expect(sixth).rejects.toBeInstanceOf(HasherBusyError);
  expect(begun).toBe(5);
  for (const { end } of works) end();
  expect(await fifth).toBe("done");
  expect(await run(async () => "next")).toBe("next");
});

test("A04: a password is taken as it is, whatever stands in it, composed or not", async () => {
  const { hash, verify } = createPasswordHasher();
  const stored = await hash("  ne\u0301ant \0 with spaces  ");
  expect(await verify("  n\u00e9ant \0 with spaces  ", stored)).toBe(true);
  expect(await verify("n\u00e9ant \0 with spaces", stored)).toBe(false);
  expect(await verify("  n\u00e9ant ", stored)).toBe(false);
});
