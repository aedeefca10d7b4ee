import type pg from "pg";
import type { AspectRatio } from "@/lib/generation/schema";
import { blobKey } from "@/lib/ports/object-storage";
import type { SeedFile } from "./files";
import { TAGS } from "./prompts";
import { type Cast, pick } from "./runs";

/** Pictures of one statement: the database writes their entries and counts once for each. */
const BATCH_IMAGES = 50_000;

const bytea = (bytes: Uint8Array) => `'\\x${Buffer.from(bytes).toString("hex")}'::bytea`;
const fileRow = ([ratio, index, file]: readonly [AspectRatio, number, SeedFile]) =>
  `('${ratio}', ${index + 1}, '${file.sha256}', '${blobKey(file.sha256)}', ${file.width}, ${file.height},
    ${file.sizeBytes}, ${bytea(file.thumbhash)}, array[${file.look.colours.map((it) => `'${it}'`)}]::text[],
    b'${file.look.signature}')`;

/** The pictures of `seed_run`: variants, images with their looks, and by the database their entries, days and words. */
export async function addPictures(
  client: pg.Client,
  { cast, files, onBatch }: PictureWork,
): Promise<void> {
  const rows = [...files].flatMap(([ratio, takes]) =>
    takes.map((file, index) => [ratio, index, file] as const),
  );
  const takes = Math.max(...[...files.values()].map(({ length }) => length));
  await client.query(
    `create temp table seed_file on commit drop as
     select * from (values ${rows.map(fileRow)})
       as f (ratio, take, sha256, storage_key, width, height, size_bytes, thumbhash, colours, signature)`,
  );
  await client.query(
    `create temp table seed_picture on commit drop as
     select row_number() over (order by ended_at) as number, pg_temp.ulid(ended_at) as id,
       pg_temp.ulid(ended_at) as image_id, made.*
     from (
       select r.id as generation_id, r.created_at, r.author_id, r.ratio, number as variant,
         date_trunc('milliseconds', r.created_at + interval '9 seconds' + random() * interval '39 seconds') as ended_at,
         1 + floor(random() * ${takes})::int as take
       from seed_run r, generate_series(1, r.picture_count) as number
     ) as made`,
  );
  await client.query("create index on seed_picture (number)");
  await client.query("analyze seed_picture");
  const { rows: counted } = await client.query<{ count: number }>(
    "select count(*)::int as count from seed_picture",
  );
  const total = counted[0]?.count ?? 0;
  for (let from = 1; from <= total; from += BATCH_IMAGES) {
    await addBatch(client, cast, [from, from + BATCH_IMAGES - 1]);
    onBatch(Math.min(from + BATCH_IMAGES - 1, total));
  }
}

type PictureWork = {
  cast: Cast;
  files: ReadonlyMap<AspectRatio, SeedFile[]>;
  onBatch: (done: number) => void;
};

async function addBatch(client: pg.Client, { teamId, gatewayKeyId }: Cast, range: number[]) {
  const among = `seed_picture p where p.number between ${range.join(" and ")}`;
  await client.query(
    `insert into variant (id, generation_id, team_id, gateway_key_id, number, cell, status, status_changed_at, author_id,
       month, reserved_micro_usd, spent_micro_usd, submitted_at, ended_at, created_at, result_urls)
     select p.id, p.generation_id, '${teamId}', '${gatewayKeyId}', p.variant, p.variant, 'succeeded', p.ended_at,
       p.author_id, to_char(p.ended_at at time zone 'UTC', 'YYYY-MM'), 0, 0, p.created_at, p.ended_at, p.created_at, '{}'
     from ${among}`,
  );
  await client.query(
    `insert into image (id, team_id, variant_id, sha256, mime, width, height, requested_width, requested_height,
       size_bytes, storage_key, thumbhash, created_at)
     select p.image_id, '${teamId}', p.id, f.sha256, 'image/jpeg', f.width, f.height, f.width, f.height,
       f.size_bytes, f.storage_key, f.thumbhash, p.ended_at
     from (select * from ${among}) as p join seed_file f using (ratio, take) order by p.number`,
  );
  await client.query(
    `insert into image_look (image_id, team_id, colours, signature)
     select p.image_id, '${teamId}', f.colours, f.signature
     from (select * from ${among}) as p join seed_file f using (ratio, take) order by p.number`,
  );
}

/** What people think of every fifth picture, and tags on every eighth. */
export async function addOpinions(
  client: pg.Client,
  { teamId, people }: Cast,
): Promise<{ markCount: number; tagCount: number }> {
  const marks = await client.query(
    `insert into image_mark (image_id, person_id, team_id, verdict, stars, at)
     select image_id, ${pick(people)}, '${teamId}', verdict,
       case when verdict = 'reject' then 0 else floor(random() * 6)::int end, ended_at
     from (
       select image_id, ended_at, (array['pick', 'reject', 'reject', null])[1 + floor(random() * 4)::int] as verdict
       from seed_picture where random() < 0.2
     ) as thought`,
  );
  await client.query(
    `update library_entry e set stars = m.stars,
       pick_count = (m.verdict = 'pick')::int, reject_count = (m.verdict = 'reject')::int
     from (select image_id, coalesce(verdict, '') as verdict, stars from image_mark) as m
     join seed_picture p using (image_id)
     where e.image_id = m.image_id`,
  );
  await client.query(
    `insert into tag (id, team_id, name, key, created_at)
     select pg_temp.ulid(now()), '${teamId}', name, lower(name), now() from unnest($1::text[]) as name
     on conflict (team_id, key) do nothing`,
    [TAGS],
  );
  const tags = await client.query(
    `insert into image_tag (image_id, tag_id)
     select p.image_id, t.id
     from (select image_id, ${pick(TAGS)} as name from seed_picture where random() < 0.125) as p
     join tag t on t.team_id = '${teamId}' and t.key = lower(p.name)`,
  );
  return { markCount: marks.rowCount ?? 0, tagCount: tags.rowCount ?? 0 };
}
