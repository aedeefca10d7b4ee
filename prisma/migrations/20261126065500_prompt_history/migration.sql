-- Spaces that nobody sees make no other prompt. A line break does: notes go by lines.
CREATE FUNCTION "prompt_plain"("prompt" TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(
  regexp_replace(
    regexp_replace(normalize(replace("prompt", E'\r\n', E'\n'), NFC), '[ \t\r\f\v\u00a0\u2000-\u200b\u202f\u3000\ufeff]+', ' ', 'g'),
    ' *\n *', E'\n', 'g'
  ),
  E' \n'
);

CREATE FUNCTION "prompt_hash"("prompt" TEXT) RETURNS BYTEA LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN sha256(convert_to("prompt_plain"("prompt"), 'UTF8'));

-- As `searchWords` makes them of what is looked for.
CREATE FUNCTION "prompt_words"("prompt" TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(lower("prompt_plain"("prompt")), 'ё', 'е');

-- Every three letters in a row. The extension for this knows Latin alone where the locale is C.
CREATE FUNCTION "prompt_grams"("words" TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY(
  SELECT DISTINCT "gram" FROM (
    SELECT "letter" || lead("letter") OVER "onwards" || lead("letter", 2) OVER "onwards" AS "gram"
    FROM string_to_table("words", NULL) WITH ORDINALITY AS "each" ("letter", "place")
    WINDOW "onwards" AS (ORDER BY "place")
  ) AS "three"
  WHERE "gram" !~ '\s'
);

-- AlterTable
ALTER TABLE "generation" ADD COLUMN     "prompt_hash" BYTEA GENERATED ALWAYS AS ("prompt_hash"("prompt_as_typed")) STORED;

-- CreateIndex
CREATE INDEX "generation_team_id_prompt_hash_created_at_id_idx" ON "generation"("team_id", "prompt_hash", "created_at" DESC, "id" DESC);

-- CreateTable
CREATE TABLE "prompt_use" (
    "team_id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "prompt_hash" BYTEA NOT NULL,
    "words" TEXT NOT NULL,
    "use_count" INTEGER NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,
    "generation_id" TEXT NOT NULL,

    CONSTRAINT "prompt_use_pkey" PRIMARY KEY ("team_id","owner_id","prompt_hash")
);

-- What was sent before: a press counts once, and a text that nobody typed does not.
WITH "use" AS (
  SELECT "team_id", "owner_id", "prompt_hash", count(*) AS "use_count",
    max("created_at") AS "used_at", (array_agg("id" ORDER BY "created_at" DESC, "id" DESC))[1] AS "generation_id"
  FROM "generation" CROSS JOIN LATERAL (VALUES ("author_id"), ("team_id")) AS "owner" ("owner_id")
  WHERE "expansion" = 1 AND "verb" IN ('fresh', 'continue', 'region')
  GROUP BY "team_id", "owner_id", "prompt_hash"
)
INSERT INTO "prompt_use"
SELECT u."team_id", u."owner_id", u."prompt_hash", "prompt_words"(g."prompt_as_typed"), u."use_count", u."used_at", u."generation_id"
FROM "use" AS u JOIN "generation" AS g ON g."id" = u."generation_id";

-- CreateIndex
CREATE INDEX "prompt_use_team_id_owner_id_used_at_generation_id_idx" ON "prompt_use"("team_id", "owner_id", "used_at" DESC, "generation_id" DESC);

-- AddForeignKey
ALTER TABLE "prompt_use" ADD CONSTRAINT "prompt_use_generation_id_fkey" FOREIGN KEY ("generation_id") REFERENCES "generation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "prompt_use_words_idx" ON "prompt_use" USING GIN ("prompt_grams"("words"));
