CREATE TABLE "library_tally" (
    "team_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "project_id" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "aspect_ratio" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "stars" SMALLINT NOT NULL,
    "image_count" INTEGER NOT NULL,

    CONSTRAINT "library_tally_pkey" PRIMARY KEY ("team_id", "day", "project_id", "author_id", "model", "aspect_ratio", "status", "stars")
);

-- What the team thinks of a picture, in the word of the search.
CREATE FUNCTION library_status(pick_count INTEGER, reject_count INTEGER) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN pick_count > 0 THEN 'picked' WHEN reject_count > 0 THEN 'rejected' ELSE 'unmarked' END;

-- As the counts per day: one statement each and in one order, so that writers do not wait for each other in a ring.
CREATE FUNCTION library_tally_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO library_tally AS t (team_id, day, project_id, author_id, model, aspect_ratio, status, stars, image_count)
        SELECT team_id, day, project_id, author_id, model, aspect_ratio, library_status(pick_count, reject_count), stars, count(*)
        FROM new_rows WHERE deleted_at IS NULL
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
        ON CONFLICT (team_id, day, project_id, author_id, model, aspect_ratio, status, stars)
        DO UPDATE SET image_count = t.image_count + excluded.image_count;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO library_tally AS t (team_id, day, project_id, author_id, model, aspect_ratio, status, stars, image_count)
        SELECT team_id, day, project_id, author_id, model, aspect_ratio, library_status(pick_count, reject_count), stars, -count(*)
        FROM old_rows WHERE deleted_at IS NULL
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
        ON CONFLICT (team_id, day, project_id, author_id, model, aspect_ratio, status, stars)
        DO UPDATE SET image_count = t.image_count + excluded.image_count;
    ELSE
        INSERT INTO library_tally AS t (team_id, day, project_id, author_id, model, aspect_ratio, status, stars, image_count)
        SELECT team_id, day, project_id, author_id, model, aspect_ratio, library_status(pick_count, reject_count), stars, sum(change)
        FROM (
            SELECT team_id, day, project_id, author_id, model, aspect_ratio, pick_count, reject_count, stars, 1 AS change
            FROM new_rows WHERE deleted_at IS NULL
            UNION ALL
            SELECT team_id, day, project_id, author_id, model, aspect_ratio, pick_count, reject_count, stars, -1
            FROM old_rows WHERE deleted_at IS NULL
        ) AS changes
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(change) <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
        ON CONFLICT (team_id, day, project_id, author_id, model, aspect_ratio, status, stars)
        DO UPDATE SET image_count = t.image_count + excluded.image_count;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER library_tally_insert AFTER INSERT ON library_entry REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION library_tally_follow();
CREATE TRIGGER library_tally_update AFTER UPDATE ON library_entry REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION library_tally_follow();
CREATE TRIGGER library_tally_delete AFTER DELETE ON library_entry REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION library_tally_follow();

INSERT INTO library_tally (team_id, day, project_id, author_id, model, aspect_ratio, status, stars, image_count)
SELECT team_id, day, project_id, author_id, model, aspect_ratio, library_status(pick_count, reject_count), stars, count(*)
FROM library_entry WHERE deleted_at IS NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
