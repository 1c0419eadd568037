-- The QC circle's cycle: circles, projects, their tools with every revision, evidence that cannot be back-dated.
CREATE SEQUENCE qc_id_seq;

-- Shared: which steps a type of project has, which gates stand at each, and how it is scored.
CREATE TABLE "qc_project_type" (
    "code" TEXT COLLATE "C" NOT NULL,
    "content" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "qc_project_type_pkey" PRIMARY KEY ("code")
);

CREATE TABLE "qc_circle" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('qc_id_seq'),
    "number" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "founded_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "qc_circle_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "qc_circle_number_key" UNIQUE ("station_id", "number"),
    CONSTRAINT "qc_circle_station_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id")
);

CREATE TYPE "qc_role" AS ENUM ('leader', 'facilitator', 'sponsor', 'member');

CREATE TABLE "qc_member" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('qc_id_seq'),
    "circle_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "qc_role" NOT NULL,
    "position" TEXT NOT NULL,
    "education" TEXT NOT NULL,
    "duties" TEXT NOT NULL,
    "joined_on" DATE NOT NULL,
    "left_on" DATE,

    CONSTRAINT "qc_member_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "qc_member_circle_fkey" FOREIGN KEY ("station_id", "circle_id") REFERENCES "qc_circle"("station_id", "id"),
    CONSTRAINT qc_member_dates CHECK (left_on IS NULL OR left_on >= joined_on)
);
CREATE INDEX "qc_member_circle_idx" ON "qc_member"("station_id", "circle_id");

CREATE TYPE "qc_session_kind" AS ENUM ('training', 'meeting');

-- What was held, as recorded. `held_on` is what people say, `recorded_at` is the database's own clock.
CREATE TABLE "qc_session" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('qc_id_seq'),
    "circle_id" BIGINT NOT NULL,
    "kind" "qc_session_kind" NOT NULL,
    "held_on" DATE NOT NULL,
    "topic" TEXT NOT NULL,
    "minutes" TEXT NOT NULL,
    "hours" TEXT NOT NULL,
    "attendees" TEXT[] NOT NULL,
    "recorded_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    "by_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,

    CONSTRAINT "qc_session_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "qc_session_circle_fkey" FOREIGN KEY ("station_id", "circle_id") REFERENCES "qc_circle"("station_id", "id")
);
CREATE INDEX "qc_session_circle_idx" ON "qc_session"("station_id", "circle_id");

CREATE TABLE "qc_project" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('qc_id_seq'),
    "number" TEXT COLLATE "C" NOT NULL,
    "circle_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "type_code" TEXT NOT NULL,
    "type_content" JSONB NOT NULL,
    "step" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "started_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "by_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ,

    CONSTRAINT "qc_project_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "qc_project_number_key" UNIQUE ("station_id", "number"),
    CONSTRAINT "qc_project_circle_fkey" FOREIGN KEY ("station_id", "circle_id") REFERENCES "qc_circle"("station_id", "id")
);

CREATE TYPE "qc_gate_event_kind" AS ENUM ('passed', 'reopened');

CREATE TABLE "qc_gate_event" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('qc_id_seq'),
    "project_id" BIGINT NOT NULL,
    "step" TEXT NOT NULL,
    "kind" "qc_gate_event_kind" NOT NULL,
    "reason" TEXT,
    "recorded_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    "by_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,

    CONSTRAINT "qc_gate_event_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "qc_gate_event_project_fkey" FOREIGN KEY ("station_id", "project_id") REFERENCES "qc_project"("station_id", "id"),
    CONSTRAINT qc_gate_event_reason CHECK (kind = 'passed' OR reason IS NOT NULL)
);
CREATE INDEX "qc_gate_event_project_idx" ON "qc_gate_event"("station_id", "project_id");

-- A tool of a step. Its row is the newest revision; each revision stays.
CREATE TABLE "qc_sheet" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('qc_id_seq'),
    "project_id" BIGINT NOT NULL,
    "step" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "removed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "qc_sheet_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "qc_sheet_project_fkey" FOREIGN KEY ("station_id", "project_id") REFERENCES "qc_project"("station_id", "id")
);
CREATE INDEX "qc_sheet_project_idx" ON "qc_sheet"("station_id", "project_id");

CREATE TABLE "qc_sheet_revision" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('qc_id_seq'),
    "project_id" BIGINT NOT NULL,
    "sheet_id" BIGINT NOT NULL,
    "step" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "removed" BOOLEAN NOT NULL,
    "recorded_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    "by_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,

    CONSTRAINT "qc_sheet_revision_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "qc_sheet_revision_version_key" UNIQUE ("station_id", "sheet_id", "version"),
    CONSTRAINT "qc_sheet_revision_sheet_fkey" FOREIGN KEY ("station_id", "sheet_id") REFERENCES "qc_sheet"("station_id", "id")
);
CREATE INDEX "qc_sheet_revision_project_idx" ON "qc_sheet_revision"("station_id", "project_id");

-- The activity plan as it stood when it was agreed; drift is measured against it.
CREATE TABLE "qc_plan_baseline" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('qc_id_seq'),
    "project_id" BIGINT NOT NULL,
    "content" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    "by_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,

    CONSTRAINT "qc_plan_baseline_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "qc_plan_baseline_project_fkey" FOREIGN KEY ("station_id", "project_id") REFERENCES "qc_project"("station_id", "id")
);
CREATE INDEX "qc_plan_baseline_project_idx" ON "qc_plan_baseline"("station_id", "project_id");

CREATE TYPE "qc_evidence_kind" AS ENUM ('photo', 'document', 'chart', 'work_order', 'campaign');

CREATE TABLE "qc_evidence" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('qc_id_seq'),
    "project_id" BIGINT NOT NULL,
    "step" TEXT NOT NULL,
    "kind" "qc_evidence_kind" NOT NULL,
    "title" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "file_name" TEXT,
    "media_type" TEXT,
    "file_bytes" INTEGER,
    "reference" TEXT,
    "figures" JSONB,
    "recorded_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    "by_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,

    CONSTRAINT "qc_evidence_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "qc_evidence_project_fkey" FOREIGN KEY ("station_id", "project_id") REFERENCES "qc_project"("station_id", "id"),
    CONSTRAINT qc_evidence_digest CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
CREATE INDEX "qc_evidence_project_idx" ON "qc_evidence"("station_id", "project_id");

-- What the project binds itself to; the newest row counts. The baseline is the books' figure of that moment.
CREATE TABLE "qc_target" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('qc_id_seq'),
    "project_id" BIGINT NOT NULL,
    "metric" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "baseline" JSONB NOT NULL,
    "due_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    "by_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,

    CONSTRAINT "qc_target_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "qc_target_project_fkey" FOREIGN KEY ("station_id", "project_id") REFERENCES "qc_project"("station_id", "id")
);
CREATE INDEX "qc_target_project_idx" ON "qc_target"("station_id", "project_id");

-- Which districts were inspected and since when; the newest row of a district counts, one without a month takes it back.
CREATE TABLE "qc_inspected_district" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('qc_id_seq'),
    "project_id" BIGINT NOT NULL,
    "district_id" INTEGER NOT NULL,
    "month" DATE,
    "recorded_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    "by_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,

    CONSTRAINT "qc_inspected_district_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "qc_inspected_district_project_fkey" FOREIGN KEY ("station_id", "project_id") REFERENCES "qc_project"("station_id", "id"),
    CONSTRAINT "qc_inspected_district_district_fkey" FOREIGN KEY ("station_id", "district_id") REFERENCES "district"("station_id", "id")
);
CREATE INDEX "qc_inspected_district_project_idx" ON "qc_inspected_district"("station_id", "project_id");

CREATE TABLE "qc_benefit" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('qc_id_seq'),
    "project_id" BIGINT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "basis" TEXT NOT NULL,
    "result" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    "by_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,

    CONSTRAINT "qc_benefit_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "qc_benefit_project_fkey" FOREIGN KEY ("station_id", "project_id") REFERENCES "qc_project"("station_id", "id")
);
CREATE INDEX "qc_benefit_project_idx" ON "qc_benefit"("station_id", "project_id");

-- A check on a day to come that a standardised measure is still followed.
CREATE TABLE "qc_later_check" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('qc_id_seq'),
    "project_id" BIGINT NOT NULL,
    "measure" TEXT NOT NULL,
    "standard_no" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "followed" BOOLEAN,
    "finding" TEXT,
    "done_at" TIMESTAMPTZ,
    "done_by_name" TEXT,

    CONSTRAINT "qc_later_check_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "qc_later_check_project_fkey" FOREIGN KEY ("station_id", "project_id") REFERENCES "qc_project"("station_id", "id"),
    CONSTRAINT qc_later_check_done CHECK ((followed IS NULL) = (done_at IS NULL))
);
CREATE INDEX "qc_later_check_open_idx" ON "qc_later_check"("station_id", "due_on") WHERE done_at IS NULL;

CREATE TABLE "qc_review" (
    "station_id" INTEGER NOT NULL,
    "project_id" BIGINT NOT NULL,
    "reviewer_id" TEXT NOT NULL,
    "reviewer_name" TEXT NOT NULL,
    "recused" BOOLEAN NOT NULL,
    "scores" JSONB NOT NULL,
    "comment" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "qc_review_pkey" PRIMARY KEY ("station_id", "project_id", "reviewer_id"),
    CONSTRAINT "qc_review_project_fkey" FOREIGN KEY ("station_id", "project_id") REFERENCES "qc_project"("station_id", "id")
);

-- What is recorded is recorded now, whatever the writer says, and is never changed.
CREATE FUNCTION stamp_recorded_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.recorded_at := clock_timestamp();
  RETURN NEW;
END $$;

CREATE TRIGGER qc_session_stamp BEFORE INSERT ON "qc_session" FOR EACH ROW EXECUTE FUNCTION stamp_recorded_at();
CREATE TRIGGER qc_session_append_only BEFORE UPDATE OR DELETE ON "qc_session" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_session_no_truncate BEFORE TRUNCATE ON "qc_session" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_gate_event_stamp BEFORE INSERT ON "qc_gate_event" FOR EACH ROW EXECUTE FUNCTION stamp_recorded_at();
CREATE TRIGGER qc_gate_event_append_only BEFORE UPDATE OR DELETE ON "qc_gate_event" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_gate_event_no_truncate BEFORE TRUNCATE ON "qc_gate_event" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_sheet_revision_stamp BEFORE INSERT ON "qc_sheet_revision" FOR EACH ROW EXECUTE FUNCTION stamp_recorded_at();
CREATE TRIGGER qc_sheet_revision_append_only BEFORE UPDATE OR DELETE ON "qc_sheet_revision" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_sheet_revision_no_truncate BEFORE TRUNCATE ON "qc_sheet_revision" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_plan_baseline_stamp BEFORE INSERT ON "qc_plan_baseline" FOR EACH ROW EXECUTE FUNCTION stamp_recorded_at();
CREATE TRIGGER qc_plan_baseline_append_only BEFORE UPDATE OR DELETE ON "qc_plan_baseline" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_plan_baseline_no_truncate BEFORE TRUNCATE ON "qc_plan_baseline" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_evidence_stamp BEFORE INSERT ON "qc_evidence" FOR EACH ROW EXECUTE FUNCTION stamp_recorded_at();
CREATE TRIGGER qc_evidence_append_only BEFORE UPDATE OR DELETE ON "qc_evidence" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_evidence_no_truncate BEFORE TRUNCATE ON "qc_evidence" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_target_stamp BEFORE INSERT ON "qc_target" FOR EACH ROW EXECUTE FUNCTION stamp_recorded_at();
CREATE TRIGGER qc_target_append_only BEFORE UPDATE OR DELETE ON "qc_target" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_target_no_truncate BEFORE TRUNCATE ON "qc_target" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_inspected_district_stamp BEFORE INSERT ON "qc_inspected_district" FOR EACH ROW EXECUTE FUNCTION stamp_recorded_at();
CREATE TRIGGER qc_inspected_district_append_only BEFORE UPDATE OR DELETE ON "qc_inspected_district" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_inspected_district_no_truncate BEFORE TRUNCATE ON "qc_inspected_district" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_benefit_stamp BEFORE INSERT ON "qc_benefit" FOR EACH ROW EXECUTE FUNCTION stamp_recorded_at();
CREATE TRIGGER qc_benefit_append_only BEFORE UPDATE OR DELETE ON "qc_benefit" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_benefit_no_truncate BEFORE TRUNCATE ON "qc_benefit" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
