-- CreateTable
CREATE TABLE "throttle" (
    "key_hash" BYTEA NOT NULL,
    "forgiven_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "throttle_pkey" PRIMARY KEY ("key_hash")
);

-- CreateIndex
CREATE INDEX "throttle_forgiven_at_idx" ON "throttle"("forgiven_at");
