alter table attempt add column is_counted boolean not null default false;

update attempt set is_counted = true
from (
  select gateway_key_id, max(at) as at from balance_reading where is_quiet group by gateway_key_id
) as quiet
where quiet.gateway_key_id = attempt.gateway_key_id and attempt.sent_at <= quiet.at;

create index attempt_uncounted on attempt (gateway_key_id) where not is_counted and sent_at is not null;
