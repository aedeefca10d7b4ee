import type { Browser } from "@playwright/test";
import { ulid } from "ulid";
import { DEFAULT_MODEL } from "@/lib/generation/models";
import { expect, type TestStudio, untilAlive } from "./fixtures";

type Series = {
  prompt: string;
  /** ISO 8601, of the newest; each is a minute older than the one before. */
  at: string;
  count: number;
  ratio?: string;
  /** Null is the owner. */
  author?: string | null;
};

const desk = { viewport: { width: 1440, height: 900 }, hasTouch: false };

/** One picture is painted by the sandbox; the history is made of copies of it, with words and days of their own. */
export async function fillLibrary(studio: TestStudio, browser: Browser, history: Series[]) {
  await paintOne(studio, browser);
  await expect
    .poll(() => studio.query("select from image_look"), { timeout: 60_000 })
    .toHaveLength(1);
  for (const series of history) await addSeries(studio, series);
}

async function paintOne({ url, owner }: TestStudio, browser: Browser) {
  const context = await browser.newContext({ ...desk, storageState: owner, baseURL: url });
  const page = await context.newPage();
  await page.request.put("/api/draft", {
    headers: { origin: url },
    data: {
      ...{ prompt: "An amber bottle on wet stone", model: DEFAULT_MODEL.id, aspectRatio: "1:1" },
      ...{ resolution: DEFAULT_MODEL.defaultResolution, variantCount: 1, references: [] },
      changedAt: Date.now(),
    },
  });
  await page.goto("/");
  await untilAlive(page);
  await page.getByRole("textbox", { name: "Prompt" }).focus();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("article")).toBeVisible();
  await context.close();
}

async function addSeries(studio: TestStudio, series: Series) {
  const { prompt, at, count, ratio = "1:1", author = null } = series;
  const by = author ? { author_id: await addPerson(studio, author) } : {};
  const generationId = ulid();
  const generation = {
    ...{ id: generationId, request_id: ulid(), prompt_as_typed: prompt, prompt_as_sent: prompt },
    ...{ code: `AK-${at.slice(2, 4)}${at.slice(5, 7)}-90`, aspect_ratio: ratio },
    ...{ created_at: at, ...by },
  };
  const variants = Array.from({ length: count }, (_, index) => {
    const made = new Date(Date.parse(at) - (index + 1) * 60_000).toISOString();
    return {
      ...{ id: ulid(), generation_id: generationId, number: index + 1, cell: index + 1 },
      ...{ task_id: null, created_at: made, submitted_at: made, ended_at: made, ...by },
    };
  });
  const images = variants.map(({ id, created_at: made }) => ({
    ...{ id: ulid(), variant_id: id, created_at: made },
  }));
  await addCopies(studio, "generation", [generation]);
  await addCopies(studio, "variant", variants);
  await addCopies(studio, "image", images);
}

/** Rows as the oldest of their kind, but for what is changed. */
async function addCopies(studio: TestStudio, table: string, changes: object[]) {
  const columns = await studio.query(
    `select column_name as name from information_schema.columns
     where table_name = $1 and is_generated = 'NEVER'`,
    [table],
  );
  const names = columns.map(({ name }) => name);
  await studio.query(
    `insert into ${table} (${names}) select ${names.map((name) => `(r).${name}`)} from (
       select jsonb_populate_record(t, change) as r
       from ${table} as t, jsonb_array_elements($1) as change
       where t.id = (select min(id) from ${table})
     ) as copies`,
    [JSON.stringify(changes)],
  );
}

async function addPerson(studio: TestStudio, name: string): Promise<string> {
  const id = ulid();
  await studio.query(
    `insert into "user" (id, email, name, password_hash) values ($1, $2, $3, '!')`,
    [id, `${id}@example.invalid`, name],
  );
  await studio.query(
    "insert into membership (user_id, team_id, role) select $1, id, 'designer' from team",
    [id],
  );
  return id;
}
