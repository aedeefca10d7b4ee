-- From which share of the cap on people are warned.
alter table budget add column warn_percent integer not null default 80;

-- What was made in a time: the figures of a month read these and no others.
create index variant_team_id_created_at_idx on variant (team_id, created_at);
-- What was sent with a key between two readings of its balance.
create index attempt_gateway_key_id_sent_at_idx on attempt (gateway_key_id, sent_at);
