-- Tells whether a newer generation of the team has the same text: Prisma cannot express an index over a hash.
CREATE INDEX "generation_prompt_history_idx" ON "generation" ("team_id", md5("prompt_as_typed"), "created_at" DESC, "id" DESC) INCLUDE ("author_id");
