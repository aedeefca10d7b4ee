CREATE TABLE "library_entry" (
    "image_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "generation_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "model" TEXT NOT NULL,
    "aspect_ratio" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    -- The Russian configuration stems Latin words as English.
    "words" tsvector GENERATED ALWAYS AS (to_tsvector('russian'::regconfig, "text")) STORED,
    "pick_count" INTEGER NOT NULL DEFAULT 0,
    "reject_count" INTEGER NOT NULL DEFAULT 0,
    "stars" SMALLINT NOT NULL DEFAULT 0,
    "deleted_at" TIMESTAMPTZ(3),
    "deleted_by_id" TEXT,

    CONSTRAINT "library_entry_pkey" PRIMARY KEY ("image_id")
);

CREATE TABLE "library_day" (
    "team_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "project_id" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "image_count" INTEGER NOT NULL,

    CONSTRAINT "library_day_pkey" PRIMARY KEY ("team_id", "day", "project_id", "author_id")
);

CREATE TABLE "library_word" (
    "team_id" TEXT NOT NULL,
    "word" TEXT NOT NULL,

    CONSTRAINT "library_word_pkey" PRIMARY KEY ("team_id", "word")
);

CREATE TABLE "image_mark" (
    "image_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "verdict" TEXT,
    "stars" SMALLINT NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "image_mark_pkey" PRIMARY KEY ("image_id", "person_id")
);

CREATE INDEX "library_entry_team_id_at_image_id_idx" ON "library_entry"("team_id", "at" DESC, "image_id" DESC);
CREATE INDEX "library_entry_team_id_day_idx" ON "library_entry"("team_id", "day");
CREATE INDEX "library_entry_generation_id_idx" ON "library_entry"("generation_id");
CREATE INDEX "library_entry_words_idx" ON "library_entry" USING GIN ("words");
CREATE INDEX "image_mark_person_id_verdict_idx" ON "image_mark"("person_id", "verdict");

ALTER TABLE "library_entry" ADD CONSTRAINT "library_entry_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "image"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "library_entry" ADD CONSTRAINT "library_entry_generation_id_fkey" FOREIGN KEY ("generation_id") REFERENCES "generation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "image_mark" ADD CONSTRAINT "image_mark_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "library_entry"("image_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "image_mark" ADD CONSTRAINT "image_mark_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Counts per day follow whatever is written, in one statement each and in one order, so that writers do not wait for each other in a ring.
CREATE FUNCTION library_day_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO library_day AS d (team_id, day, project_id, author_id, image_count)
        SELECT team_id, day, project_id, author_id, count(*) FROM new_rows WHERE deleted_at IS NULL
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
        ON CONFLICT (team_id, day, project_id, author_id) DO UPDATE SET image_count = d.image_count + excluded.image_count;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO library_day AS d (team_id, day, project_id, author_id, image_count)
        SELECT team_id, day, project_id, author_id, -count(*) FROM old_rows WHERE deleted_at IS NULL
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
        ON CONFLICT (team_id, day, project_id, author_id) DO UPDATE SET image_count = d.image_count + excluded.image_count;
    ELSE
        INSERT INTO library_day AS d (team_id, day, project_id, author_id, image_count)
        SELECT team_id, day, project_id, author_id, sum(change) FROM (
            SELECT team_id, day, project_id, author_id, 1 AS change FROM new_rows WHERE deleted_at IS NULL
            UNION ALL
            SELECT team_id, day, project_id, author_id, -1 FROM old_rows WHERE deleted_at IS NULL
        ) AS changes
        GROUP BY 1, 2, 3, 4 HAVING sum(change) <> 0 ORDER BY 1, 2, 3, 4
        ON CONFLICT (team_id, day, project_id, author_id) DO UPDATE SET image_count = d.image_count + excluded.image_count;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER library_day_insert AFTER INSERT ON library_entry REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION library_day_follow();
CREATE TRIGGER library_day_update AFTER UPDATE ON library_entry REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION library_day_follow();
CREATE TRIGGER library_day_delete AFTER DELETE ON library_entry REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION library_day_follow();

-- Every stored picture has its entry, whoever stores it.
-- A code goes in as words: with its dashes its numbers would be read as negative ones.
CREATE FUNCTION library_entries_add(image_ids TEXT[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO library_entry (image_id, team_id, project_id, author_id, generation_id, at, day, model, aspect_ratio, text)
    SELECT i.id, i.team_id, g.project_id, g.author_id, g.id, i.created_at,
        (i.created_at AT TIME ZONE t.time_zone)::date, g.model, g.aspect_ratio,
        concat_ws(E'\n', g.prompt_as_typed, replace(g.code, '-', ' '),
            (SELECT string_agg(r.name, ' ' ORDER BY r.slot) FROM generation_reference r WHERE r.generation_id = g.id))
    FROM image i JOIN variant v ON v.id = i.variant_id JOIN generation g ON g.id = v.generation_id JOIN team t ON t.id = i.team_id
    WHERE i.id = ANY (image_ids)
$$;

-- Every word that was ever written, as it was written: what a slip of the finger may have meant.
CREATE FUNCTION library_word_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO library_word (team_id, word)
    SELECT DISTINCT team_id, lexeme FROM new_rows, unnest(to_tsvector('simple', "text"))
    WHERE length(lexeme) BETWEEN 4 AND 40 AND lexeme !~ '[0-9]' ORDER BY 1, 2
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER library_word_insert AFTER INSERT ON library_entry REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION library_word_follow();

CREATE FUNCTION library_entry_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM library_entries_add(ARRAY(SELECT id FROM new_images));
    RETURN NULL;
END $$;

CREATE TRIGGER library_entry_insert AFTER INSERT ON image REFERENCING NEW TABLE AS new_images
    FOR EACH STATEMENT EXECUTE FUNCTION library_entry_follow();

SELECT library_entries_add(ARRAY(SELECT id FROM image));
