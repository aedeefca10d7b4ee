alter type "GatewayKeySource" add value 'team';

alter table gateway_key
  add column team_id text references team (id) on update cascade on delete set null,
  add column base_url text,
  add column secret text,
  add column last_four text,
  add column account_group text not null default 'default',
  add column is_enabled boolean not null default true,
  add column removed_at timestamptz(3),
  add column replaced_by_id text references gateway_key (id) on update cascade on delete set null,
  add column check_asked_at timestamptz(3),
  add column checked_at timestamptz(3),
  add column check_code text,
  add column check_model_count integer;

-- What a team has removed it may add again, and of what another team has it learns nothing.
drop index gateway_key_source_fingerprint_key;
create unique index gateway_key_live on gateway_key (source, coalesce(team_id, ''), fingerprint)
where removed_at is null;
create index gateway_key_team_id_idx on gateway_key (team_id);

alter table team
  add column gateway_key_id text references gateway_key (id) on update cascade on delete set null;
alter table project
  add column gateway_key_id text references gateway_key (id) on update cascade on delete set null;
