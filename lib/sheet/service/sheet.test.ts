import { parse } from "csv-parse/sync";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Locale } from "@/lib/account/schema";
import { tableWriter } from "@/lib/adapters/csv/table-writer";
import { createPaperPrinter } from "@/lib/adapters/pdf/paper-printer";
import { createPictureFacts } from "@/lib/adapters/prisma/picture-facts";
import { createTestDatabase } from "@/lib/adapters/prisma/test-database";
import { tagPictures } from "@/lib/library/service/arrange";
import { binPictures } from "@/lib/library/service/change";
import { markPictures } from "@/lib/library/service/marks";
import { openTestLibrary } from "@/lib/library/service/test-library";
import { noise } from "@/lib/media/test-images";
import type { Actor } from "@/lib/shared/actor";
import type { SheetOrder } from "@/lib/sheet/schema";
import { CAPTIONS } from "@/lib/sheet/schema/facts";
import { printSheet, type ShowSmall } from "@/lib/sheet/service/contact-sheet";
import { writeFacts } from "@/lib/sheet/service/facts-table";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const ORDER: SheetOrder = {
  ...{ columns: 2, paper: "a4", orientation: "portrait", captions: [...CAPTIONS], language: "en" },
};

async function openSheets() {
  const library = await openTestLibrary(database);
  const { studio } = library;
  const ports = {
    ...library.ports,
    papers: createPaperPrinter(),
    pictureFacts: createPictureFacts(database.prisma),
    tables: tableWriter,
  };
  await database.prisma.team.update({
    where: { id: studio.teamId },
    data: { name: "Студия «Халден»", timeZone: "Asia/Tokyo" },
  });
  const jpeg = await noise(64, 48).jpeg().toBuffer();
  async function sheet(
    imageIds: string[],
    change: Partial<SheetOrder> = {},
    show: ShowSmall = async () => jpeg,
  ) {
    const parts: Uint8Array[] = [];
    const asked = { imageIds, order: { ...ORDER, ...change }, show };
    for await (const part of printSheet(ports, studio.actor, asked)) parts.push(part);
    const pdf = await getDocumentProxy(new Uint8Array(Buffer.concat(parts)));
    const { text } = await extractText(pdf, { mergePages: false });
    const { view } = await pdf.getPage(1);
    return { pages: text, size: view.slice(2).map(Math.round) };
  }
  async function text(imageIds: string[], language: Locale = "en", actor: Actor = studio.actor) {
    let whole = "";
    for await (const part of writeFacts(ports, actor, { imageIds, language })) whole += part;
    return whole;
  }
  const table = async (...asked: Parameters<typeof text>) =>
    parse(await text(...asked), {
      ...{ bom: true, columns: true, delimiter: asked[1] === "ru" ? ";" : "," },
    }) as Record<string, string>[];
  return { ...library, ports, jpeg, sheet, text, table };
}

test("a sheet has its pages, the team's name, and under each picture what was asked for", async () => {
  const { addRun, sheet, studio } = await openSheets();
  const { ids } = await addRun("Жёлтая бутылка на мокром камне", 7, "2026-11-20T20:00:00Z");
  const { pages, size } = await sheet(ids);
  expect(size).toEqual([595, 842]);
  expect(pages).toHaveLength(2);
  for (const [index, page] of pages.entries()) {
    expect(page).toContain("Студия «Халден»");
    expect(page).toContain(`${index + 1} / 2`);
    expect(page).toContain("Жёлтая бутылка на мокром камне");
  }
  expect(pages[0]).toMatch(/AK-\d{4}-\d{2}\/1 1:1/);
  const { name } = await database.prisma.user.findUniqueOrThrow({
    where: { id: studio.actor.userId },
  });
  // The next day has begun in the team's time zone.
  expect(pages[0]).toContain(`${name} Nov 21, 2026`);
  expect(pages[1]).toMatch(/AK-\d{4}-\d{2}\/7/);
});

test("captions, columns, paper and language are chosen", async () => {
  const { addRun, sheet } = await openSheets();
  const { ids } = await addRun("a clay bowl", 8, "2026-11-20T20:00:00Z");
  const bare = await sheet(ids, {
    captions: [],
    columns: 8,
    paper: "letter",
    orientation: "landscape",
  });
  expect(bare.size).toEqual([792, 612]);
  expect(bare.pages).toHaveLength(1);
  expect(bare.pages[0]).not.toContain("clay bowl");
  const { pages } = await sheet(ids, { captions: ["date"], language: "ru", columns: 4 });
  expect(pages[0]).toContain("21.11.2026");
  expect(pages[0]).not.toContain("AK-");
});

test("pictures stand in the order asked for; those in the bin and of another team do not", async () => {
  const { addPicture, sheet, table, studio, ports } = await openSheets();
  const [one, two, gone] = [
    await addPicture("one"),
    await addPicture("two"),
    await addPicture("gone"),
  ];
  const stranger = await (await openSheets()).addPicture("strange");
  await binPictures(ports, studio.actor, [gone]);
  const asked = [two, gone, stranger, one];
  const { pages } = await sheet(asked, { captions: ["prompt"] });
  expect(pages[0]).toMatch(/two one$/);
  expect(pages[0]).toContain("1 / 1");
  expect((await table(asked)).map(({ Prompt }) => Prompt)).toEqual(["two", "one"]);
});

test("a picture that cannot be shown leaves its place empty, and none at all is an empty page", async () => {
  const { addPicture, sheet } = await openSheets();
  const { pages } = await sheet([await addPicture("one")], {}, async () => null);
  expect(pages[0]).toContain("one");
  expect((await sheet([])).pages).toHaveLength(1);
});

test("a row has the facts of a picture, as Excel reads them", async () => {
  const { addRun, text, table, studio, ports, addColleague } = await openSheets();
  const prompt = 'say "hi", then\na new line; and — ёж';
  const { ids, generationId } = await addRun(prompt, 2, "2026-11-20T20:00:00Z");
  const [one = "", two = ""] = ids;
  await tagPictures(ports, studio.actor, { imageIds: [one], tag: "Осень", isOn: true });
  await tagPictures(ports, studio.actor, { imageIds: [one], tag: "hero", isOn: true });
  const mira = await addColleague("Mira");
  await markPictures(ports, mira, [{ imageIds: [one], verdict: "pick", stars: 4 }]);
  await database.prisma.image.update({
    where: { id: one },
    data: { width: 4096, requestedWidth: 5000 },
  });
  const variant = await database.prisma.variant.findFirstOrThrow({ where: { image: { id: one } } });
  await database.prisma.variant.update({
    where: { id: variant.id },
    data: { spentMicroUsd: 61_500, chargeBasis: "measured" },
  });
  await database.prisma.gatewayKey.update({
    where: { id: variant.gatewayKeyId },
    data: { source: "sandbox" },
  });
  const run = await database.prisma.generation.findUniqueOrThrow({ where: { id: generationId } });

  expect((await text(ids)).startsWith("\ufeffCode,Project,")).toBe(true);
  const [row, other] = await table(ids);
  expect(row).toMatchObject({
    ...{ Code: `${run.code}/1`, "Project code": "AK", Prompt: prompt, Created: "2026-11-21 05:00" },
    ...{ Model: run.model, Ratio: run.aspectRatio, "Made as": "Fresh", Type: "image/png" },
    ...{ "Asked width, px": "5000", "Delivered width, px": "4096", "Picture id": one },
    ...{ "Price, USD": "0.0615", "Price is": "measured by the balance", "Sandbox money": "yes" },
    ...{ Picked: "yes", Stars: "4", Tags: "hero; Осень", References: "" },
  });
  expect(other).toMatchObject({
    ...{ "Price, USD": String(run.priceMicroUsd / 1_000_000), "Price is": "estimated" },
    ...{ Picked: "", Stars: "", Tags: "", "Picture id": two },
  });

  expect((await text(ids, "ru")).startsWith("\ufeffКод;Проект;")).toBe(true);
  const [russian] = await table(ids, "ru");
  expect(russian).toMatchObject({
    Текст: prompt,
    "Цена, USD": "0,0615",
    Отобрана: "да",
    Способ: "С нуля",
  });
});

test.each(['=HYPERLINK("http://example.invalid")', "+1", "-1+1", "@SUM(A1)", "\uff1d1", "\t=1"])(
  "%s is words for Excel, not a formula",
  async (prompt) => {
    const { addPicture, table } = await openSheets();
    const id = await addPicture("a bottle");
    // Written by the database itself: a prompt is trimmed on its way in.
    const image = await database.prisma.image.findUniqueOrThrow({
      where: { id },
      include: { variant: true },
    });
    await database.prisma.generation.update({
      where: { id: image.variant.generationId },
      data: { promptAsTyped: prompt, promptAsSent: prompt },
    });
    const [row] = await table([id]);
    expect(row).toMatchObject({ Prompt: `'${prompt}`, "Prompt as sent": `'${prompt}` });
  },
);

test("more pictures than one read has", async () => {
  const { addRun, table, studio } = await openSheets();
  const { ids } = await addRun("many", 8);
  const asked = Array.from({ length: 450 }, (_, index) => ids[index % 8] ?? "");
  expect((await table(asked)).map((row) => row["Picture id"])).toEqual(asked);
  const stranger = (await openSheets()).studio.actor;
  expect(await table(asked, "en", stranger)).toEqual([]);
  expect(studio.actor.teamId).not.toBe(stranger.teamId);
});
