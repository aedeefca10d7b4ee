ALTER TABLE "image_look" ADD COLUMN "family_id" TEXT, ADD COLUMN "stack_id" TEXT, ADD COLUMN "apart_from" TEXT;

CREATE INDEX "image_look_family_id_idx" ON "image_look"("family_id");
CREATE INDEX "image_look_stack_id_idx" ON "image_look"("stack_id");

-- The generation that a picture goes back to. Two hundred steps: far beyond what anybody edits.
CREATE FUNCTION image_family_of(image_id TEXT) RETURNS TEXT LANGUAGE sql STABLE AS $$
    WITH RECURSIVE chain (generation_id, parent_image_id, team_id, up) AS (
        SELECT g.id, g.parent_image_id, g.team_id, 0
        FROM image i JOIN variant v ON v.id = i.variant_id JOIN generation g ON g.id = v.generation_id
        WHERE i.id = $1
        UNION ALL
        SELECT g.id, g.parent_image_id, g.team_id, chain.up + 1
        FROM chain JOIN image i ON i.id = chain.parent_image_id AND i.team_id = chain.team_id
            JOIN variant v ON v.id = i.variant_id JOIN generation g ON g.id = v.generation_id
        WHERE chain.up < 200
    )
    SELECT generation_id FROM chain ORDER BY up DESC LIMIT 1
$$;

-- The stack of the family whose first picture is nearest, or none. Eight bits of 144: what compressing, a little more light or
-- a crop by six hundredths changes; of different pictures, nineteen in twenty differ in fourteen bits and more (docs/decisions/026).
-- Compared is the first picture alone, so that a stack does not wander away from it. Two hundred are all that is ever shown of one.
CREATE FUNCTION image_stack_near(image_id TEXT, family_id TEXT, signature BIT(144)) RETURNS TEXT LANGUAGE sql VOLATILE AS $$
    SELECT l.stack_id FROM image_look l
    WHERE l.family_id = $2 AND l.image_id <> $1 AND l.stack_id = l.image_id AND l.apart_from IS NULL
        AND bit_count(l.signature # $3) <= 8
        AND (SELECT count(*) FROM image_look m WHERE m.stack_id = l.stack_id) < 200
    ORDER BY bit_count(l.signature # $3), l.image_id LIMIT 1
$$;

-- Once, when a picture is first measured: afterwards only people move it.
CREATE FUNCTION image_look_stack() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.family_id := image_family_of(NEW.image_id);
    -- Two of one family that come at once would not see each other.
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.family_id, 3));
    NEW.stack_id := coalesce(image_stack_near(NEW.image_id, NEW.family_id, NEW.signature), NEW.image_id);
    RETURN NEW;
END $$;

CREATE TRIGGER image_look_stack BEFORE INSERT ON image_look FOR EACH ROW EXECUTE FUNCTION image_look_stack();

UPDATE image_look SET family_id = image_family_of(image_id);
DO $$
DECLARE
    look RECORD;
BEGIN
    FOR look IN SELECT image_id, family_id, signature FROM image_look ORDER BY image_id LOOP
        UPDATE image_look SET stack_id = coalesce(image_stack_near(look.image_id, look.family_id, look.signature), look.image_id)
        WHERE image_id = look.image_id;
    END LOOP;
END $$;

ALTER TABLE "image_look" ALTER COLUMN "family_id" SET NOT NULL, ALTER COLUMN "stack_id" SET NOT NULL;
