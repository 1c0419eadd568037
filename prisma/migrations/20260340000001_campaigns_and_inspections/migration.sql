-- Inspection campaigns of a station, the doors to knock at, and what was found there. A finding arrives from a phone exactly
-- once (its request key is unique), with its photos and signature kept by digest; evidence cannot be changed afterwards.
CREATE SEQUENCE campaign_id_seq;
CREATE SEQUENCE inspection_task_id_seq;
CREATE SEQUENCE inspection_id_seq;
CREATE SEQUENCE inspection_file_id_seq;
CREATE TYPE "campaign_kind" AS ENUM ('districts', 'suspects', 'random-sample');
CREATE TYPE "campaign_state" AS ENUM ('planned', 'running', 'finished', 'cancelled');
CREATE TYPE "task_state" AS ENUM ('open', 'done', 'cancelled');
CREATE TYPE "inspection_outcome" AS ENUM ('as-recorded', 'finding', 'no-access');
CREATE TYPE "inspection_standing" AS ENUM ('accepted', 'conflict', 'set-aside');
CREATE TYPE "inspection_file_kind" AS ENUM ('photo', 'signature');

CREATE TABLE "campaign" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('campaign_id_seq'),
    "number" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "campaign_kind" NOT NULL,
    "state" "campaign_state" NOT NULL DEFAULT 'planned',
    "version" INTEGER NOT NULL DEFAULT 1,
    "seed" INTEGER,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "visit_cost_fen" BIGINT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by_id" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "started_at" TIMESTAMPTZ,
    "finished_at" TIMESTAMPTZ,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT campaign_days CHECK (ends_on >= starts_on),
    CONSTRAINT campaign_sample_has_seed CHECK ((kind = 'random-sample') = (seed IS NOT NULL))
);
CREATE UNIQUE INDEX "campaign_station_id_number_key" ON "campaign"("station_id", "number");

CREATE TABLE "campaign_counter" (
    "station_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "last_number" INTEGER NOT NULL,

    CONSTRAINT "campaign_counter_pkey" PRIMARY KEY ("station_id", "month")
);

CREATE TABLE "inspection_task" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('inspection_task_id_seq'),
    "campaign_id" BIGINT NOT NULL,
    "account_id" BIGINT NOT NULL,
    "district_id" INTEGER NOT NULL,
    "state" "task_state" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "checklist" TEXT NOT NULL,
    "inspector_id" TEXT,
    "inspector_name" TEXT,
    "rules" TEXT[] NOT NULL,
    "model_ppm" INTEGER,
    "expected_fen" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "inspection_task_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "inspection_task_campaign_fkey" FOREIGN KEY ("station_id", "campaign_id") REFERENCES "campaign"("station_id", "id"),
    CONSTRAINT "inspection_task_account_fkey" FOREIGN KEY ("station_id", "account_id") REFERENCES "account"("station_id", "id")
);
CREATE UNIQUE INDEX "inspection_task_station_id_campaign_id_account_id_key" ON "inspection_task"("station_id", "campaign_id", "account_id");
CREATE INDEX "inspection_task_station_id_inspector_id_state_idx" ON "inspection_task"("station_id", "inspector_id", "state");

CREATE INDEX "inspection_task_station_id_account_id_idx" ON "inspection_task"("station_id", "account_id");

CREATE TABLE "inspection" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('inspection_id_seq'),
    "task_id" BIGINT NOT NULL,
    "request_key" UUID NOT NULL,
    "standing" "inspection_standing" NOT NULL,
    "conflict" TEXT,
    "outcome" "inspection_outcome" NOT NULL,
    "finding" "finding_kind",
    "terms" JSONB,
    "effective_from" DATE,
    "checks" JSONB NOT NULL,
    "note" TEXT NOT NULL,
    "position" JSONB,
    "inspector_id" TEXT NOT NULL,
    "inspector_name" TEXT NOT NULL,
    "inspected_at" TIMESTAMPTZ NOT NULL,
    "received_at" TIMESTAMPTZ NOT NULL,
    "order_number" TEXT,

    CONSTRAINT "inspection_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "inspection_task_fkey" FOREIGN KEY ("station_id", "task_id") REFERENCES "inspection_task"("station_id", "id"),
    CONSTRAINT inspection_finding_is_whole CHECK (outcome <> 'finding' OR (finding IS NOT NULL AND terms IS NOT NULL AND effective_from IS NOT NULL))
);
CREATE UNIQUE INDEX "inspection_station_id_request_key_key" ON "inspection"("station_id", "request_key");
-- Of two findings at one door one counts.
CREATE UNIQUE INDEX "inspection_one_accepted" ON "inspection"("station_id", "task_id") WHERE standing = 'accepted';

CREATE TABLE "inspection_file" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('inspection_file_id_seq'),
    "inspection_id" BIGINT NOT NULL,
    "kind" "inspection_file_kind" NOT NULL,
    "sha256" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,

    CONSTRAINT "inspection_file_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT "inspection_file_inspection_fkey" FOREIGN KEY ("station_id", "inspection_id") REFERENCES "inspection"("station_id", "id")
);
CREATE INDEX "inspection_file_station_id_inspection_id_idx" ON "inspection_file"("station_id", "inspection_id");
CREATE TRIGGER inspection_file_append_only BEFORE UPDATE OR DELETE ON "inspection_file" FOR EACH ROW EXECUTE FUNCTION refuse_change();
