ALTER TABLE "image_look" ADD COLUMN "family_id" TEXT, ADD COLUMN "stack_id" TEXT, ADD COLUMN "apart_from" TEXT;

CREATE INDEX "image_look_family_id_idx" ON "image_look"("family_id");
CREATE INDEX "image_look_stack_id_idx" ON "image_look"("stack_id");

-- The generation that a picture goes back to. Two hundred steps: far beyond what anybody edits.
CREATE FUNCTION image_family_of(image_id TEXT) RETURNS TEXT LANGUAGE plpgsql STABLE AS $$
DECLARE
    at_id TEXT := image_id;
    step RECORD;
    family_id TEXT;
BEGIN
    FOR up IN 0..200 LOOP
        SELECT g.id, g.parent_image_id INTO step
        FROM image i JOIN variant v ON v.id = i.variant_id JOIN generation g ON g.id = v.generation_id WHERE i.id = at_id;
        EXIT WHEN NOT FOUND;
        family_id := step.id;
        EXIT WHEN step.parent_image_id IS NULL;
        at_id := step.parent_image_id;
    END LOOP;
    RETURN family_id;
END $$;

-- The stack of the family whose first picture is nearest, or none. Eight bits of 144: what compressing, a little more light or
-- a crop by six hundredths changes; of different pictures, nineteen in twenty differ in fourteen bits and more (docs/decisions/026).
-- Compared is the first picture alone, so that a stack does not wander away from it. Two hundred are all that is ever shown of one.
CREATE FUNCTION image_stack_near(own_id TEXT, own_family_id TEXT, own_signature BIT(144)) RETURNS TEXT LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    near_id TEXT;
BEGIN
    SELECT l.stack_id INTO near_id FROM image_look l
    WHERE l.family_id = own_family_id AND l.image_id <> own_id AND l.stack_id = l.image_id AND l.apart_from IS NULL
        AND bit_count(l.signature # own_signature) <= 8
        AND (SELECT count(*) FROM image_look m WHERE m.stack_id = l.stack_id) < 200
    ORDER BY bit_count(l.signature # own_signature), l.image_id LIMIT 1;
    RETURN near_id;
END $$;

-- Once, when a picture is first measured: afterwards only people move it.
CREATE FUNCTION image_look_stack() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.family_id := image_family_of(NEW.image_id);
    -- Two of one family that come at once would not see each other.
    PERFORM 1 FROM generation WHERE id = NEW.family_id FOR NO KEY UPDATE;
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
