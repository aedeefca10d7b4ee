-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "first_negative_at" TIMESTAMPTZ(3),
ADD COLUMN     "negative_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "raw_answer" TEXT,
ADD COLUMN     "task_id_hint" TEXT;

-- AlterTable
ALTER TABLE "gateway_key" ADD COLUMN     "account" TEXT;
UPDATE "gateway_key" SET "account" = "fingerprint";
ALTER TABLE "gateway_key" ALTER COLUMN "account" SET NOT NULL;

-- AlterTable
ALTER TABLE "installation" ADD COLUMN     "pause_reason" TEXT,
ADD COLUMN     "paused_at" TIMESTAMPTZ(3),
ADD COLUMN     "paused_by" TEXT;

-- AlterTable
ALTER TABLE "variant" ADD COLUMN     "attention" TEXT,
ADD COLUMN     "attention_at" TIMESTAMPTZ(3),
ADD COLUMN     "author_id" TEXT,
ADD COLUMN     "charge_basis" TEXT,
ADD COLUMN     "empty_result_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "let_go_at" TIMESTAMPTZ(3),
ADD COLUMN     "month" TEXT,
ADD COLUMN     "priority" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reserved_micro_usd" INTEGER,
ADD COLUMN     "spent_micro_usd" INTEGER,
ADD COLUMN     "turn_at" TIMESTAMPTZ(3);

-- What was queued before budgets were kept is in them from now on.
UPDATE "variant" AS v SET
  "author_id" = g."author_id",
  "month" = to_char(v."created_at" AT TIME ZONE 'UTC', 'YYYY-MM'),
  "reserved_micro_usd" = g."price_micro_usd",
  "spent_micro_usd" = CASE v."status" WHEN 'succeeded' THEN g."price_micro_usd" WHEN 'failed' THEN 0 WHEN 'cancelled' THEN 0 END,
  "charge_basis" = CASE v."status" WHEN 'succeeded' THEN 'estimated' END
FROM "generation" AS g WHERE g."id" = v."generation_id";
ALTER TABLE "variant"
  ALTER COLUMN "author_id" SET NOT NULL,
  ALTER COLUMN "month" SET NOT NULL,
  ALTER COLUMN "reserved_micro_usd" SET NOT NULL;

-- CreateTable
CREATE TABLE "installation_fact" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "measured_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installation_fact_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "account" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "per_second" DOUBLE PRECISION NOT NULL,
    "ceiling_per_second" DOUBLE PRECISION NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "next_free_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("account","category")
);

-- CreateTable
CREATE TABLE "gateway_circuit" (
    "gateway_key_id" TEXT NOT NULL,
    "group" TEXT NOT NULL,
    "failure_count" INTEGER NOT NULL DEFAULT 0,
    "code" TEXT,
    "opened_at" TIMESTAMPTZ(3),
    "next_probe_at" TIMESTAMPTZ(3),
    "probe_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "gateway_circuit_pkey" PRIMARY KEY ("gateway_key_id","group")
);

-- CreateTable
CREATE TABLE "balance_reading" (
    "id" TEXT NOT NULL,
    "gateway_key_id" TEXT NOT NULL,
    "remaining_credits" DOUBLE PRECISION,
    "used_credits" DOUBLE PRECISION,
    "is_quiet" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "balance_reading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price_entry" (
    "id" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "resolution" TEXT NOT NULL,
    "price_micro_usd" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "read_on" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "price_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "budget" (
    "team_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "scope_id" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "is_sandbox" BOOLEAN NOT NULL,
    "cap_micro_usd" BIGINT,
    "reserved_micro_usd" BIGINT NOT NULL DEFAULT 0,
    "spent_micro_usd" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("team_id","scope","scope_id","month","is_sandbox")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "project_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "is_sandbox" BOOLEAN NOT NULL,
    "variant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reserved_micro_usd" BIGINT NOT NULL,
    "spent_micro_usd" BIGINT NOT NULL,
    "basis" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_event" (
    "id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "balance_reading_gateway_key_id_at_idx" ON "balance_reading"("gateway_key_id", "at" DESC);

-- CreateIndex
CREATE INDEX "price_entry_model_resolution_created_at_idx" ON "price_entry"("model", "resolution", "created_at" DESC);

-- CreateIndex
CREATE INDEX "ledger_entry_variant_id_idx" ON "ledger_entry"("variant_id");

-- CreateIndex
CREATE INDEX "ledger_entry_team_id_month_idx" ON "ledger_entry"("team_id", "month");

-- CreateIndex
CREATE INDEX "webhook_event_received_at_idx" ON "webhook_event"("received_at");

-- CreateIndex
CREATE INDEX "variant_gateway_key_id_status_idx" ON "variant"("gateway_key_id", "status");

-- CreateIndex
CREATE INDEX "variant_team_id_attention_idx" ON "variant"("team_id", "attention");

-- AddForeignKey
ALTER TABLE "gateway_circuit" ADD CONSTRAINT "gateway_circuit_gateway_key_id_fkey" FOREIGN KEY ("gateway_key_id") REFERENCES "gateway_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "balance_reading" ADD CONSTRAINT "balance_reading_gateway_key_id_fkey" FOREIGN KEY ("gateway_key_id") REFERENCES "gateway_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The ledger of what was made before it was kept, and the budgets as its sums.
INSERT INTO "ledger_entry" ("id", "team_id", "project_id", "person_id", "month", "is_sandbox", "variant_id", "kind", "reserved_micro_usd", "spent_micro_usd", "basis", "at")
SELECT upper(left(md5(v."id" || 'reserve'), 26)), v."team_id", g."project_id", v."author_id", v."month", k."source" = 'sandbox', v."id", 'reserve', v."reserved_micro_usd", 0, NULL, v."created_at"
FROM "variant" v JOIN "generation" g ON g."id" = v."generation_id" JOIN "gateway_key" k ON k."id" = v."gateway_key_id"
UNION ALL
SELECT upper(left(md5(v."id" || 'end'), 26)), v."team_id", g."project_id", v."author_id", v."month", k."source" = 'sandbox', v."id", CASE v."status" WHEN 'succeeded' THEN 'settle' ELSE 'release' END, -v."reserved_micro_usd", v."spent_micro_usd", v."charge_basis", coalesce(v."ended_at", v."status_changed_at")
FROM "variant" v JOIN "generation" g ON g."id" = v."generation_id" JOIN "gateway_key" k ON k."id" = v."gateway_key_id"
WHERE v."spent_micro_usd" IS NOT NULL;

INSERT INTO "budget" ("team_id", "scope", "scope_id", "month", "is_sandbox", "reserved_micro_usd", "spent_micro_usd")
SELECT l."team_id", s."scope", s."scope_id", l."month", l."is_sandbox", sum(l."reserved_micro_usd"), sum(l."spent_micro_usd")
FROM "ledger_entry" l
CROSS JOIN LATERAL (VALUES ('team', l."team_id"), ('project', l."project_id"), ('person', l."person_id")) AS s("scope", "scope_id")
GROUP BY 1, 2, 3, 4, 5;
