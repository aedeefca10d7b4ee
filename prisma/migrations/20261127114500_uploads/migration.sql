CREATE TABLE "upload" (
    "generation_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "upload_pkey" PRIMARY KEY ("generation_id")
);

CREATE UNIQUE INDEX "upload_team_id_sha256_key" ON "upload"("team_id", "sha256");

ALTER TABLE "upload" ADD CONSTRAINT "upload_generation_id_fkey" FOREIGN KEY ("generation_id") REFERENCES "generation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A search finds an upload by its file and by its source. The parts of a name are words: with its dots it would be read as an address.
CREATE FUNCTION upload_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE library_entry e
    SET text = concat_ws(E'\n', regexp_replace(NEW.file_name, '[._-]+', ' ', 'g'), replace(g.code, '-', ' '), nullif(NEW.source, ''))
    FROM generation g
    WHERE g.id = NEW.generation_id AND e.generation_id = g.id;

    INSERT INTO library_word (team_id, word)
    SELECT DISTINCT NEW.team_id, lexeme FROM unnest(to_tsvector('simple', concat_ws(' ', regexp_replace(NEW.file_name, '[._-]+', ' ', 'g'), NEW.source)))
    WHERE length(lexeme) BETWEEN 4 AND 40 AND lexeme !~ '[0-9]' ORDER BY 1, 2
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER upload_follow AFTER INSERT OR UPDATE ON upload FOR EACH ROW EXECUTE FUNCTION upload_follow();
