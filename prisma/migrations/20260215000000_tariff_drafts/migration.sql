-- A tariff version before it is released: drafted by one person, previewed on real accounts, released by another.
CREATE SEQUENCE tariff_draft_id_seq;
CREATE TYPE "tariff_draft_state" AS ENUM ('draft', 'submitted', 'released', 'discarded');

CREATE TABLE "tariff_draft" (
    "id" BIGINT NOT NULL DEFAULT nextval('tariff_draft_id_seq'),
    "category_code" TEXT COLLATE "C" NOT NULL,
    "header" JSONB NOT NULL,
    "content" JSONB NOT NULL,
    "state" "tariff_draft_state" NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "preview" JSONB,
    "drafter_id" TEXT NOT NULL,
    "drafter_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "decided_by_id" TEXT,
    "decided_by_name" TEXT,
    "decided_at" TIMESTAMPTZ,
    "decision_reason" TEXT,

    CONSTRAINT "tariff_draft_pkey" PRIMARY KEY ("id"),
    CONSTRAINT tariff_draft_four_eyes CHECK (state <> 'released' OR decided_by_id <> drafter_id)
);
CREATE INDEX "tariff_draft_category_code_idx" ON "tariff_draft"("category_code");

ALTER TABLE "tariff_version" ADD COLUMN "drafter_name" TEXT, ADD COLUMN "released_by_name" TEXT;

-- A released version is never edited: a later one supersedes it.
CREATE TRIGGER tariff_version_append_only BEFORE UPDATE OR DELETE ON "tariff_version" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER tariff_version_no_truncate BEFORE TRUNCATE ON "tariff_version" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
