-- The rules of accounts are changed by two: one of the administrators of system and security proposes a value from a day on, another
-- accepts it. What holds is added and never edited, as other dated rules are.
CREATE TYPE "setting_proposal_state" AS ENUM ('proposed', 'accepted', 'rejected', 'withdrawn');
CREATE SEQUENCE identity_setting_proposal_id_seq;
CREATE TABLE "identity_setting_proposal" (
    "id" BIGINT NOT NULL DEFAULT nextval('identity_setting_proposal_id_seq'),
    "key" TEXT NOT NULL,
    "effective_from" DATE NOT NULL,
    "value" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "setting_proposal_state" NOT NULL DEFAULT 'proposed',
    "proposed_by_id" TEXT NOT NULL,
    "proposed_by_name" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ NOT NULL,
    "decided_by_id" TEXT,
    "decided_by_name" TEXT,
    "decided_at" TIMESTAMPTZ,
    "decision_reason" TEXT,

    CONSTRAINT "identity_setting_proposal_pkey" PRIMARY KEY ("id"),
    CONSTRAINT identity_setting_proposal_decided CHECK (("state" = 'proposed') = ("decided_by_id" IS NULL)),
    -- Accepted or rejected by another, withdrawn by whoever proposed it.
    CONSTRAINT identity_setting_proposal_four_eyes CHECK ("decided_by_id" IS NULL OR ("decided_by_id" = "proposed_by_id") = ("state" = 'withdrawn'))
);
-- One proposal for a setting at a time.
CREATE UNIQUE INDEX identity_setting_proposal_one_waits ON "identity_setting_proposal" ("key") WHERE "state" = 'proposed';

CREATE TRIGGER identity_setting_append_only BEFORE UPDATE OR DELETE ON "identity_setting" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER identity_setting_no_truncate BEFORE TRUNCATE ON "identity_setting" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER identity_setting_proposal_kept BEFORE DELETE ON "identity_setting_proposal" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER identity_setting_proposal_no_truncate BEFORE TRUNCATE ON "identity_setting_proposal" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
