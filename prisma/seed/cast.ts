import type pg from "pg";
import { ulid } from "ulid";
import type { Cast } from "./runs";

const PEOPLE = [
  "Lin Yao",
  "Marta Ruiz",
  "Oleg Sidorov",
  "Sofia Marin",
  "Анна Котова",
  "Илья Ветров",
];
const PROJECTS = {
  SA: "Seed: skin care",
  SB: "Seed: shoes",
  SC: "Семена: посуда",
  SD: "Seed: toys",
};

export type SeedTeam = { id: string; name: string; timeZone: string; gatewayKeyId: string };

/** The first team. Null before the studio was set up. */
export async function findTeam(client: pg.Client): Promise<SeedTeam | null> {
  const { rows } = await client.query<SeedTeam>(
    `select t.id, t.name, t.time_zone as "timeZone", k.id as "gatewayKeyId"
     from team t, gateway_key k order by t.created_at, k.source limit 1`,
  );
  return rows[0] ?? null;
}

/** Adds people and projects to the team's own, so that there is somebody to look for. */
export async function gatherCast(client: pg.Client, team: SeedTeam): Promise<Cast> {
  for (const [code, name] of Object.entries(PROJECTS))
    await client.query(
      "insert into project (id, team_id, name, code) values ($1, $2, $3, $4) on conflict do nothing",
      [ulid(), team.id, name, code],
    );
  for (const [index, name] of PEOPLE.entries())
    await addPerson(client, team.id, { name, email: `seed-${index + 1}@example.invalid` });
  const projects = await client.query<{ id: string; code: string }>(
    "select id, code from project where team_id = $1 order by code",
    [team.id],
  );
  const people = await client.query<{ id: string }>(
    `select m.user_id as id from membership m join "user" u on u.id = m.user_id
     where m.team_id = $1 order by u.email`,
    [team.id],
  );
  return {
    ...{ teamId: team.id, timeZone: team.timeZone, gatewayKeyId: team.gatewayKeyId },
    ...{ projects: projects.rows, people: people.rows.map(({ id }) => id) },
  };
}

/** Nobody can sign in as one of them: there is no password of that hash. */
async function addPerson(
  client: pg.Client,
  teamId: string,
  { name, email }: { name: string; email: string },
) {
  const { rows } = await client.query<{ id: string }>(
    `insert into "user" (id, email, name, password_hash) values ($1, $2, $3, '!')
     on conflict (email) do update set name = excluded.name returning id`,
    [ulid(), email, name],
  );
  await client.query(
    "insert into membership (user_id, team_id, role) values ($1, $2, 'designer') on conflict do nothing",
    [rows[0]?.id, teamId],
  );
}
