import type pg from "pg";
import { MODELS } from "@/lib/generation/models";
import { SEED_RATIOS } from "./files";
import { ENGLISH, NOTES, RUSSIAN } from "./prompts";

/** Whose pictures they are. */
export type Cast = {
  teamId: string;
  timeZone: string;
  gatewayKeyId: string;
  projects: { id: string; code: string }[];
  people: string[];
};

const MONTHS = 36;
/** Most runs have four pictures. */
const COUNTS = [1, 4, 4, 4, 4, 8];

/** Of a millisecond, with 64 random bits: hexadecimal digits are digits of a ULID too. */
const ULID = `
  create or replace function pg_temp.ulid(at timestamptz) returns text language sql volatile as $$
    select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (ms >> shift & 31)::int + 1, 1), '' order by shift desc)
      || upper(substr(md5(random()::text), 1, 16))
    from (select (extract(epoch from at) * 1000)::bigint as ms) as now, generate_series(0, 45, 5) as shift
  $$`;

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const listOf = (values: readonly (string | number)[]) =>
  `array[${values.map((it) => (typeof it === "number" ? it : quoted(it)))}]`;
/** One of them by chance, anew for each row. */
export const pick = (values: readonly (string | number)[]) =>
  `(${listOf(values)})[1 + floor(random() * ${values.length})::int]`;

/** Mostly the one of a person's day, else any: nobody changes all the time. `habit` is SQL for what they keep to. */
const usually = (habit: string, values: readonly (string | number)[], share: number) =>
  `case when random() < ${share} then (${listOf(values)})[1 + abs(hashtext(${habit})) % ${values.length}]
    else ${pick(values)} end`;

const MODEL_IDS = MODELS.slice(0, 3).map(({ id }) => id);

const sentence = (words: typeof ENGLISH | typeof RUSSIAN) =>
  [words.subjects, words.places, words.lights, words.moods, words.details]
    .map((list) => pick(list))
    .join(" || ', ' || ");

/**
 * Runs with so many pictures together, oldest first: into `generation` and, for what follows, into `seed_run`.
 * The newer, the more: a team makes more from month to month. Two in five prompts are Russian, one in eight carries a
 * note that is never sent.
 */
export async function addRuns(client: pg.Client, cast: Cast, imageCount: number): Promise<number> {
  await client.query(ULID);
  await client.query(
    `create temp table seed_run on commit drop as
     select pg_temp.ulid(created_at) as id, made.*,
       ${usually(
         "author_id || day",
         [...cast.projects.keys()].map((index) => index + 1),
         0.8,
       )} as project,
       ${usually("author_id || day || 'shape'", SEED_RATIOS, 0.7)} as ratio,
       ${usually("author_id || to_char(day, 'YYYYMM')", MODEL_IDS, 0.8)} as model
     from (
       select placed.*, (created_at at time zone '${cast.timeZone}')::date as day
       from (
         select date_trunc('milliseconds', now()
             - power(random(), 1.4) * interval '${MONTHS * 30} days' - random() * interval '8 hours') as created_at,
           before, least(count, ${imageCount} - before)::int as picture_count, ${pick(cast.people)} as author_id,
           case when random() < 0.4 then ${sentence(RUSSIAN)} else ${sentence(ENGLISH)} end as prompt,
           case when random() < 0.125 then E'\\n// ' || ${pick(NOTES)} else '' end as note
       from (
         select count, sum(count) over (order by number rows unbounded preceding) - count as before
         from (
           select number, ${pick(COUNTS)} as count
           from generate_series(1, ${Math.ceil(imageCount / 4) + 200}) as number
         ) as counted
         ) as counted_up
         where before < ${imageCount}
       ) as placed
     ) as made
     order by created_at`,
  );
  await client.query("analyze seed_run");
  const { rowCount } = await client.query(
    `insert into generation (id, team_id, project_id, author_id, request_id, request_hash, code, verb,
       prompt_as_typed, prompt_as_sent, model, aspect_ratio, resolution, price_micro_usd, late_after_ms, created_at)
     select r.id, '${cast.teamId}', p.id, r.author_id, r.id, r.id,
       p.code || '-' || to_char(r.day, 'MMDD') || '-' || to_char(coalesce(d.generation_count, 0)
         + row_number() over (partition by r.project, r.day order by r.created_at, r.id), 'FM999900'),
       'fresh', r.prompt || r.note, r.prompt, r.model, r.ratio, '1K', 0, 120000, r.created_at
     from seed_run r
     join (${projectRows(cast)}) as p (number, id, code) on p.number = r.project
     left join project_day d on d.project_id = p.id and d.day = to_char(r.day, 'YYYY-MM-DD')
     order by r.created_at`,
  );
  await countDays(client, cast);
  return rowCount ?? 0;
}

const projectRows = ({ projects }: Cast) =>
  `values ${projects.map(({ id, code }, index) => `(${index + 1}, '${id}', '${code}')`)}`;

/** What is made in the studio later takes the numbers after these. */
const countDays = (client: pg.Client, cast: Cast) =>
  client.query(
    `insert into project_day as d (project_id, day, generation_count)
     select p.id, to_char(r.day, 'YYYY-MM-DD'), count(*)
     from seed_run r join (${projectRows(cast)}) as p (number, id, code) on p.number = r.project
     group by 1, 2
     on conflict (project_id, day) do update set generation_count = d.generation_count + excluded.generation_count`,
  );
