create table invitation (
  id text primary key,
  team_id text not null references team (id) on update cascade on delete restrict,
  email text not null,
  role "Role" not null,
  token_hash bytea not null,
  invited_by_id text not null references "user" (id) on update cascade on delete restrict,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  revoked_at timestamptz(3)
);

create unique index invitation_token_hash_key on invitation (token_hash);

create unique index invitation_open on invitation (team_id, email)
where used_at is null and revoked_at is null;
