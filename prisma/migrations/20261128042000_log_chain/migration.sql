-- Each row of a team's log carries a hash over itself and over the hash of the row before it: whoever changes one,
-- takes one out or puts one in has to make all that follow anew (docs/decisions/061).
ALTER TABLE "audit_event" ADD COLUMN "seq" INTEGER, ADD COLUMN "hash" BYTEA;

-- Null and empty are two things in JSON, and no value can pass for two.
CREATE FUNCTION audit_event_hash(before BYTEA, VARIADIC parts TEXT[]) RETURNS BYTEA
    LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(before || convert_to(array_to_json(parts)::TEXT, 'UTF8'))
$$;

-- Columns that come later are not among them: the hashes of old rows stay what they are.
CREATE FUNCTION audit_event_parts(e audit_event) RETURNS TEXT[]
    LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY[e.seq::TEXT, e.id, e.team_id, e.by, e.person_id, e.action, e.object_kind, e.object_id,
        e.object_label, e.address, e.user_agent, e.before::TEXT, e.after::TEXT, e.detail::TEXT,
        trunc(extract(epoch FROM e.at) * 1000)::TEXT]
$$;

-- One after the other in each team, until the end of the transaction. Whatever was handed in is not believed.
CREATE FUNCTION audit_event_chains() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last RECORD;
BEGIN
    PERFORM pg_advisory_xact_lock(727073695, hashtext(NEW.team_id));
    SELECT seq, hash INTO last FROM audit_event
        WHERE team_id = NEW.team_id ORDER BY seq DESC LIMIT 1;
    NEW.seq := coalesce(last.seq, 0) + 1;
    NEW.hash := audit_event_hash(coalesce(last.hash, ''), VARIADIC audit_event_parts(NEW));
    RETURN NEW;
END $$;

-- What is on record is chained once, here, as it is read.
ALTER TABLE "audit_event" DISABLE TRIGGER audit_event_append_only;
UPDATE audit_event e SET seq = n.seq FROM (
    SELECT id, row_number() OVER (PARTITION BY team_id ORDER BY at, id) AS seq FROM audit_event) n
    WHERE n.id = e.id;
CREATE UNIQUE INDEX "audit_event_team_id_seq_key" ON "audit_event"("team_id", "seq");
DO $$
DECLARE
    each audit_event;
    team TEXT;
    before BYTEA;
BEGIN
    FOR each IN SELECT * FROM audit_event ORDER BY team_id, seq LOOP
        IF team IS DISTINCT FROM each.team_id THEN
            team := each.team_id;
            before := '';
        END IF;
        before := audit_event_hash(before, VARIADIC audit_event_parts(each));
        UPDATE audit_event SET hash = before WHERE id = each.id;
    END LOOP;
END $$;
ALTER TABLE "audit_event" ENABLE TRIGGER audit_event_append_only;

CREATE TRIGGER audit_event_chain BEFORE INSERT ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_chains();
