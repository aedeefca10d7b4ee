-- Whoever is signed in has shown who they are when they came in, and not since.
ALTER TABLE "session" ADD COLUMN "confirmed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
UPDATE "session" SET "confirmed_at" = "created_at";
