-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'admin', 'designer', 'reviewer');

-- CreateEnum
CREATE TYPE "VariantStatus" AS ENUM ('queued', 'submitting', 'submitted', 'running', 'saving', 'succeeded', 'failed', 'unknown', 'cancelled');

-- CreateEnum
CREATE TYPE "GatewayKeySource" AS ENUM ('sandbox', 'environment');

-- CreateTable
CREATE TABLE "installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "handle" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_link" (
    "id" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "setup_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "user_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "role" "Role" NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("user_id","team_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_day" (
    "project_id" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "generation_count" INTEGER NOT NULL,

    CONSTRAINT "project_day_pkey" PRIMARY KEY ("project_id","day")
);

-- CreateTable
CREATE TABLE "gateway_key" (
    "id" TEXT NOT NULL,
    "source" "GatewayKeySource" NOT NULL,
    "label" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gateway_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "user_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "changed_at" BIGINT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("user_id","team_id")
);

-- CreateTable
CREATE TABLE "reference_image" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "thumbhash" BYTEA NOT NULL,
    "clean_mime" TEXT,
    "clean_bytes" INTEGER,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "reference_image_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gateway_upload" (
    "reference_image_id" TEXT NOT NULL,
    "gateway_key_id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gateway_upload_pkey" PRIMARY KEY ("reference_image_id","gateway_key_id")
);

-- CreateTable
CREATE TABLE "generation" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "prompt_as_typed" TEXT NOT NULL,
    "prompt_as_sent" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "aspect_ratio" TEXT NOT NULL,
    "resolution" TEXT NOT NULL,
    "price_micro_usd" INTEGER NOT NULL,
    "typical_ms" INTEGER,
    "late_after_ms" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "generation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "generation_reference" (
    "generation_id" TEXT NOT NULL,
    "slot" INTEGER NOT NULL,
    "reference_image_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "generation_reference_pkey" PRIMARY KEY ("generation_id","slot")
);

-- CreateTable
CREATE TABLE "variant" (
    "id" TEXT NOT NULL,
    "generation_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "gateway_key_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "cell" INTEGER NOT NULL,
    "status" "VariantStatus" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "status_changed_at" TIMESTAMPTZ(3) NOT NULL,
    "progress_percent" DOUBLE PRECISION,
    "next_action_at" TIMESTAMPTZ(3),
    "wait_reason" TEXT,
    "failure_code" TEXT,
    "failure_detail" TEXT,
    "result_urls" TEXT[],
    "result_expires_at" TIMESTAMPTZ(3),
    "submitted_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "variant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "gateway_key_id" TEXT NOT NULL,
    "client_business_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "reason" TEXT,
    "task_id" TEXT,
    "lookup_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_event" (
    "id" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "task_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "image" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "requested_width" INTEGER NOT NULL,
    "requested_height" INTEGER NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "thumbhash" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "image_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "worker_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("worker_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "setup_link_token_hash_key" ON "setup_link"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_secret_hash_key" ON "session"("secret_hash");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_team_id_code_key" ON "project"("team_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "gateway_key_source_fingerprint_key" ON "gateway_key"("source", "fingerprint");

-- CreateIndex
CREATE UNIQUE INDEX "reference_image_team_id_sha256_key" ON "reference_image"("team_id", "sha256");

-- CreateIndex
CREATE INDEX "generation_team_id_created_at_id_idx" ON "generation"("team_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "generation_team_id_author_id_request_id_key" ON "generation"("team_id", "author_id", "request_id");

-- CreateIndex
CREATE INDEX "variant_team_id_status_idx" ON "variant"("team_id", "status");

-- CreateIndex
CREATE INDEX "variant_status_next_action_at_idx" ON "variant"("status", "next_action_at");

-- CreateIndex
CREATE UNIQUE INDEX "variant_generation_id_number_key" ON "variant"("generation_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "attempt_client_business_id_key" ON "attempt"("client_business_id");

-- CreateIndex
CREATE INDEX "attempt_variant_id_idx" ON "attempt"("variant_id");

-- CreateIndex
CREATE UNIQUE INDEX "attempt_gateway_key_id_task_id_key" ON "attempt"("gateway_key_id", "task_id");

-- CreateIndex
CREATE INDEX "task_event_variant_id_id_idx" ON "task_event"("variant_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "image_variant_id_key" ON "image"("variant_id");

-- CreateIndex
CREATE INDEX "image_sha256_idx" ON "image"("sha256");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_day" ADD CONSTRAINT "project_day_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gateway_upload" ADD CONSTRAINT "gateway_upload_reference_image_id_fkey" FOREIGN KEY ("reference_image_id") REFERENCES "reference_image"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gateway_upload" ADD CONSTRAINT "gateway_upload_gateway_key_id_fkey" FOREIGN KEY ("gateway_key_id") REFERENCES "gateway_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "generation" ADD CONSTRAINT "generation_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "generation" ADD CONSTRAINT "generation_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "generation_reference" ADD CONSTRAINT "generation_reference_generation_id_fkey" FOREIGN KEY ("generation_id") REFERENCES "generation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "generation_reference" ADD CONSTRAINT "generation_reference_reference_image_id_fkey" FOREIGN KEY ("reference_image_id") REFERENCES "reference_image"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "variant" ADD CONSTRAINT "variant_generation_id_fkey" FOREIGN KEY ("generation_id") REFERENCES "generation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "variant" ADD CONSTRAINT "variant_gateway_key_id_fkey" FOREIGN KEY ("gateway_key_id") REFERENCES "gateway_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_gateway_key_id_fkey" FOREIGN KEY ("gateway_key_id") REFERENCES "gateway_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_event" ADD CONSTRAINT "task_event_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "image" ADD CONSTRAINT "image_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
