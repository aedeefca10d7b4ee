-- CreateTable
CREATE TABLE "api_token" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "last_four" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_request" (
    "team_id" TEXT NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "user_id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "answer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_request_pkey" PRIMARY KEY ("team_id","key_hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "api_token_team_id_user_id_idx" ON "api_token"("team_id", "user_id");

-- CreateIndex
CREATE INDEX "api_request_created_at_idx" ON "api_request"("created_at");

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_team_id_fkey" FOREIGN KEY ("user_id", "team_id") REFERENCES "membership"("user_id", "team_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The reference images of a team, newest first, a page at a time.
CREATE INDEX "reference_image_team_id_created_at_id_idx" ON "reference_image"("team_id", "created_at" DESC, "id" DESC);

-- What a team has spent, by day.
CREATE INDEX "ledger_entry_of_days" ON "ledger_entry"("team_id", "at");
