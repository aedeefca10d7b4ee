import { afterAll, beforeAll, expect, test } from "vitest";
import { createImageRepository } from "@/lib/adapters/prisma/image-repository";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { SIGNATURE_LENGTH } from "@/lib/image/schema/facts";
import { openTestLibrary } from "@/lib/library/service/test-library";
import type { Look } from "@/lib/ports/media";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** With that many ones at its beginning. */
const signature = (ones: number) => "1".repeat(ones).padEnd(SIGNATURE_LENGTH, "0");

async function openLibrary() {
  const library = await openTestLibrary(database);
  const images = createImageRepository(database.prisma);
  const look = (id: string, seen: Look) =>
    images.setDerived(id, { thumbhash: new Uint8Array([1]), looksEmpty: false, look: seen });
  const add = async (prompt: string, seen: Look) => {
    const id = await library.addPicture(prompt);
    await look(id, seen);
    return id;
  };
  return { ...library, add, look };
}

test("pictures are found by their colours, any of those that are asked for", async () => {
  const { add, look, ids } = await openLibrary();
  const warm = await add("a bottle", { colours: ["orange", "brown"], signature: signature(0) });
  const cold = await add("a cup", { colours: ["blue"], signature: signature(0) });
  expect(await ids("colour:orange")).toEqual([warm]);
  expect(await ids("colour:orange colour:blue")).toEqual([cold, warm]);
  expect(await ids("-colour:blue")).toEqual([warm]);
  expect(await ids("цвет:blue cup")).toEqual([cold]);
  // Measured again, it is what it is now.
  await look(cold, { colours: ["grey"], signature: signature(0) });
  expect(await ids("colour:blue")).toEqual([]);
});

test("more that look like one are those whose colours lie alike, itself among them", async () => {
  const { add, find, days, ids } = await openLibrary();
  const one = await add("a bottle", { colours: ["red"], signature: signature(10) });
  const near = await add("a cup", { colours: ["red"], signature: signature(40) });
  await add("a shoe", { colours: ["red"], signature: signature(120) });
  const code = (await find("bottle"))[0]?.code ?? "";
  expect(await ids(`like:${code}`)).toEqual([near, one]);
  expect(await ids(`like:${code} cup`)).toEqual([near]);
  expect(await days(`like:${code}`)).toMatchObject({ total: 2, problems: [] });
  for (const nobody of ["AK-0000-00/1", "AK", "/", "x/y"])
    expect(await days(`like:${nobody}`), nobody).toMatchObject({
      total: 3,
      problems: [{ token: `like:${nobody}`, code: "unknown_value" }],
    });
});

test("another team's pictures are like nothing here", async () => {
  const theirs = await openLibrary();
  await theirs.add("a bottle", { colours: ["red"], signature: signature(0) });
  const { add, find, ids } = await openLibrary();
  const own = await add("a cup", { colours: ["red"], signature: signature(0) });
  const [cup] = await find();
  expect(await ids(`like:${cup?.code}`)).toEqual([own]);
  // The codes of two teams are the same here: each finds its own.
  expect((await theirs.find())[0]?.code).toBe(cup?.code);
  expect(await ids("colour:red")).toEqual([own]);
});
