-- The counts of library_tally over all days: what a search without days asks.
CREATE TABLE "library_total" (
    "team_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "aspect_ratio" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "stars" SMALLINT NOT NULL,
    "image_count" INTEGER NOT NULL,

    CONSTRAINT "library_total_pkey" PRIMARY KEY ("team_id", "project_id", "author_id", "model", "aspect_ratio", "status", "stars")
);

-- Both follow in one statement and in one order, so that writers do not wait for each other in a ring.
CREATE OR REPLACE FUNCTION library_tally_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        WITH changes AS (
            SELECT team_id, day, project_id, author_id, model, aspect_ratio, library_status(pick_count, reject_count) AS status, stars, 1 AS change
            FROM new_rows WHERE deleted_at IS NULL
        ), days AS (
            INSERT INTO library_tally AS t (team_id, day, project_id, author_id, model, aspect_ratio, status, stars, image_count)
            SELECT team_id, day, project_id, author_id, model, aspect_ratio, status, stars, sum(change) FROM changes
            GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(change) <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
            ON CONFLICT (team_id, day, project_id, author_id, model, aspect_ratio, status, stars)
            DO UPDATE SET image_count = t.image_count + excluded.image_count
        )
        INSERT INTO library_total AS t (team_id, project_id, author_id, model, aspect_ratio, status, stars, image_count)
        SELECT team_id, project_id, author_id, model, aspect_ratio, status, stars, sum(change) FROM changes
        GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(change) <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7
        ON CONFLICT (team_id, project_id, author_id, model, aspect_ratio, status, stars)
        DO UPDATE SET image_count = t.image_count + excluded.image_count;
    ELSIF TG_OP = 'DELETE' THEN
        WITH changes AS (
            SELECT team_id, day, project_id, author_id, model, aspect_ratio, library_status(pick_count, reject_count) AS status, stars, -1 AS change
            FROM old_rows WHERE deleted_at IS NULL
        ), days AS (
            INSERT INTO library_tally AS t (team_id, day, project_id, author_id, model, aspect_ratio, status, stars, image_count)
            SELECT team_id, day, project_id, author_id, model, aspect_ratio, status, stars, sum(change) FROM changes
            GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(change) <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
            ON CONFLICT (team_id, day, project_id, author_id, model, aspect_ratio, status, stars)
            DO UPDATE SET image_count = t.image_count + excluded.image_count
        )
        INSERT INTO library_total AS t (team_id, project_id, author_id, model, aspect_ratio, status, stars, image_count)
        SELECT team_id, project_id, author_id, model, aspect_ratio, status, stars, sum(change) FROM changes
        GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(change) <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7
        ON CONFLICT (team_id, project_id, author_id, model, aspect_ratio, status, stars)
        DO UPDATE SET image_count = t.image_count + excluded.image_count;
    ELSE
        WITH changes AS (
            SELECT team_id, day, project_id, author_id, model, aspect_ratio, library_status(pick_count, reject_count) AS status, stars, 1 AS change
            FROM new_rows WHERE deleted_at IS NULL
            UNION ALL
            SELECT team_id, day, project_id, author_id, model, aspect_ratio, library_status(pick_count, reject_count) AS status, stars, -1 AS change
            FROM old_rows WHERE deleted_at IS NULL
        ), days AS (
            INSERT INTO library_tally AS t (team_id, day, project_id, author_id, model, aspect_ratio, status, stars, image_count)
            SELECT team_id, day, project_id, author_id, model, aspect_ratio, status, stars, sum(change) FROM changes
            GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(change) <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
            ON CONFLICT (team_id, day, project_id, author_id, model, aspect_ratio, status, stars)
            DO UPDATE SET image_count = t.image_count + excluded.image_count
        )
        INSERT INTO library_total AS t (team_id, project_id, author_id, model, aspect_ratio, status, stars, image_count)
        SELECT team_id, project_id, author_id, model, aspect_ratio, status, stars, sum(change) FROM changes
        GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(change) <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7
        ON CONFLICT (team_id, project_id, author_id, model, aspect_ratio, status, stars)
        DO UPDATE SET image_count = t.image_count + excluded.image_count;
    END IF;
    RETURN NULL;
END $$;

INSERT INTO library_total (team_id, project_id, author_id, model, aspect_ratio, status, stars, image_count)
SELECT team_id, project_id, author_id, model, aspect_ratio, status, stars, sum(image_count)
FROM library_tally GROUP BY 1, 2, 3, 4, 5, 6, 7;
