-- The first schema. Kept by hand on top of the tables that the schema file names: plain sequences (they serve a
-- sharded cluster too), partitions of bills by month, the rule that assignments cannot overlap, append-only guards.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- CreateSequence
CREATE SEQUENCE "account_id_seq";
CREATE SEQUENCE "adjustment_id_seq";
CREATE SEQUENCE "audit_log_id_seq";
CREATE SEQUENCE "district_id_seq" AS integer;
CREATE SEQUENCE "import_batch_id_seq";
CREATE SEQUENCE "login_failure_id_seq";
CREATE SEQUENCE "station_id_seq" AS integer;
CREATE SEQUENCE "tariff_assignment_id_seq";
CREATE SEQUENCE "tariff_category_id_seq" AS smallint;
CREATE SEQUENCE "tariff_version_id_seq" AS integer;
CREATE SEQUENCE "work_order_id_seq";

-- CreateEnum
CREATE TYPE "tariff_class" AS ENUM ('residential', 'general-commercial', 'large-industrial', 'agricultural', 'other');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('clerk', 'supervisor', 'qc', 'inspector', 'admin', 'security-admin', 'log-auditor');

-- CreateEnum
CREATE TYPE "total_source" AS ENUM ('bills', 'statement');

-- CreateEnum
CREATE TYPE "work_order_state" AS ENUM ('draft', 'submitted', 'approved', 'applied', 'verified', 'closed', 'rejected', 'cancelled', 'reversed');

-- CreateEnum
CREATE TYPE "finding_kind" AS ENUM ('low-tariff-high-use', 'split-not-applied', 'alternating-use', 'wrong-record');

-- CreateEnum
CREATE TYPE "adjustment_kind" AS ENUM ('reversal', 'correction');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('checked', 'committed', 'discarded');

-- CreateTable
CREATE TABLE "company" (
    "id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "accounts_total" INTEGER NOT NULL,

    CONSTRAINT "company_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "station" (
    "id" INTEGER NOT NULL DEFAULT nextval('station_id_seq'),
    "company_id" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "open_month" DATE NOT NULL,

    CONSTRAINT "station_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tariff_category" (
    "id" SMALLINT NOT NULL DEFAULT nextval('tariff_category_id_seq'),
    "code" TEXT COLLATE "C" NOT NULL,
    "class" "tariff_class" NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "synonyms" TEXT[],
    "header" JSONB NOT NULL,

    CONSTRAINT "tariff_category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tariff_version" (
    "id" INTEGER NOT NULL DEFAULT nextval('tariff_version_id_seq'),
    "category_id" SMALLINT NOT NULL,
    "effective_from" DATE NOT NULL,
    "content" JSONB NOT NULL,
    "released_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "tariff_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "username" TEXT,
    "display_username" TEXT,
    "role" "role" NOT NULL,
    "all_stations" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_station" (
    "user_id" TEXT NOT NULL,
    "station_id" INTEGER NOT NULL,

    CONSTRAINT "user_station_pkey" PRIMARY KEY ("user_id","station_id")
);

-- CreateTable
CREATE TABLE "user_session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_credential" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ,
    "refresh_token_expires_at" TIMESTAMPTZ,
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "user_credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "user_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "login_failure" (
    "id" BIGINT NOT NULL DEFAULT nextval('login_failure_id_seq'),
    "username" TEXT NOT NULL,
    "ip_address" TEXT NOT NULL,
    "failed_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "login_failure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "district" (
    "station_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL DEFAULT nextval('district_id_seq'),
    "code" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "district_pkey" PRIMARY KEY ("station_id","id")
);

-- CreateTable
CREATE TABLE "account" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('account_id_seq'),
    "district_id" INTEGER NOT NULL,
    "account_no" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "meter_no" TEXT COLLATE "C" NOT NULL,
    "opened_on" DATE NOT NULL,
    "closed_on" DATE,

    CONSTRAINT "account_pkey" PRIMARY KEY ("station_id","id")
);

-- CreateTable
CREATE TABLE "tariff_assignment" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('tariff_assignment_id_seq'),
    "account_id" BIGINT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "remainder_category_id" SMALLINT NOT NULL,
    "splits" JSONB,
    "opened_by_order_id" BIGINT,
    "closed_by_order_id" BIGINT,

    CONSTRAINT "tariff_assignment_pkey" PRIMARY KEY ("station_id","id")
);

-- CreateTable
CREATE TABLE "bill" (
    "station_id" INTEGER NOT NULL,
    "account_id" BIGINT NOT NULL,
    "month" DATE NOT NULL,
    "energy_wh" BIGINT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "year_to_date_wh" BIGINT NOT NULL,
    "period_from" DATE NOT NULL,
    "period_to" DATE NOT NULL,
    "district_id" INTEGER NOT NULL,
    "category_id" SMALLINT NOT NULL,
    "parts" JSONB,
    "import_batch_id" BIGINT,

    CONSTRAINT "bill_pkey" PRIMARY KEY ("station_id","account_id","month")
) PARTITION BY RANGE ("month");

-- CreateTable
CREATE TABLE "station_monthly_total" (
    "station_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "category_id" SMALLINT NOT NULL,
    "accounts" INTEGER NOT NULL,
    "energy_wh" BIGINT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "belonging_energy_wh" BIGINT NOT NULL DEFAULT 0,
    "belonging_amount_fen" BIGINT NOT NULL DEFAULT 0,
    "posted_energy_wh" BIGINT NOT NULL DEFAULT 0,
    "posted_amount_fen" BIGINT NOT NULL DEFAULT 0,
    "source" "total_source" NOT NULL,

    CONSTRAINT "station_monthly_total_pkey" PRIMARY KEY ("station_id","month","category_id")
);

-- CreateTable
CREATE TABLE "district_monthly_total" (
    "station_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "district_id" INTEGER NOT NULL,
    "category_id" SMALLINT NOT NULL,
    "accounts" INTEGER NOT NULL,
    "energy_wh" BIGINT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "belonging_energy_wh" BIGINT NOT NULL DEFAULT 0,
    "belonging_amount_fen" BIGINT NOT NULL DEFAULT 0,
    "posted_energy_wh" BIGINT NOT NULL DEFAULT 0,
    "posted_amount_fen" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "district_monthly_total_pkey" PRIMARY KEY ("station_id","month","district_id","category_id")
);

-- CreateTable
CREATE TABLE "category_month_statement" (
    "station_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "category_id" SMALLINT NOT NULL,
    "accounts" INTEGER NOT NULL,
    "energy_wh" BIGINT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "import_batch_id" BIGINT NOT NULL,

    CONSTRAINT "category_month_statement_pkey" PRIMARY KEY ("station_id","month","category_id")
);

-- CreateTable
CREATE TABLE "work_order" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('work_order_id_seq'),
    "number" TEXT COLLATE "C" NOT NULL,
    "account_id" BIGINT NOT NULL,
    "finding" "finding_kind" NOT NULL,
    "state" "work_order_state" NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "effective_from" DATE NOT NULL,
    "remainder_category_id" SMALLINT NOT NULL,
    "splits" JSONB,
    "reason" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "difference_fen" BIGINT,
    "preparer_id" TEXT NOT NULL,
    "approver_id" TEXT,
    "decision_reason" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL,
    "submitted_at" TIMESTAMPTZ,
    "approved_at" TIMESTAMPTZ,
    "applied_at" TIMESTAMPTZ,

    CONSTRAINT "work_order_pkey" PRIMARY KEY ("station_id","id")
);

-- CreateTable
CREATE TABLE "work_order_counter" (
    "station_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "last_number" INTEGER NOT NULL,

    CONSTRAINT "work_order_counter_pkey" PRIMARY KEY ("station_id","month")
);

-- CreateTable
CREATE TABLE "back_billing_month" (
    "station_id" INTEGER NOT NULL,
    "work_order_id" BIGINT NOT NULL,
    "month" DATE NOT NULL,
    "energy_wh" BIGINT NOT NULL,
    "billed_fen" BIGINT NOT NULL,
    "right_fen" BIGINT NOT NULL,
    "difference_fen" BIGINT NOT NULL,
    "working" JSONB NOT NULL,

    CONSTRAINT "back_billing_month_pkey" PRIMARY KEY ("station_id","work_order_id","month")
);

-- CreateTable
CREATE TABLE "adjustment" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('adjustment_id_seq'),
    "work_order_id" BIGINT NOT NULL,
    "account_id" BIGINT NOT NULL,
    "bill_month" DATE NOT NULL,
    "posted_month" DATE NOT NULL,
    "kind" "adjustment_kind" NOT NULL,
    "district_id" INTEGER NOT NULL,
    "category_id" SMALLINT NOT NULL,
    "energy_wh" BIGINT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "posted_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "adjustment_pkey" PRIMARY KEY ("station_id","id")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "id" BIGINT NOT NULL DEFAULT nextval('import_batch_id_seq'),
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_sha256" TEXT NOT NULL,
    "encoding" TEXT NOT NULL,
    "state" "import_state" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "committed_at" TIMESTAMPTZ,
    "outcome" JSONB,

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "batch_id" BIGINT NOT NULL,
    "row_no" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,
    "parsed" JSONB,
    "findings" JSONB NOT NULL,
    "decision" JSONB,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("batch_id","row_no")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('audit_log_id_seq'),
    "at" TIMESTAMPTZ NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_key" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,
    "request_id" TEXT,
    "ip_address" TEXT,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("station_id","id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "user_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "company_name_key" ON "company"("name");

-- CreateIndex
CREATE UNIQUE INDEX "station_code_key" ON "station"("code");

-- CreateIndex
CREATE UNIQUE INDEX "station_name_key" ON "station"("name");

-- CreateIndex
CREATE UNIQUE INDEX "tariff_category_code_key" ON "tariff_category"("code");

-- CreateIndex
CREATE UNIQUE INDEX "tariff_version_category_id_effective_from_key" ON "tariff_version"("category_id", "effective_from");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_username_key" ON "app_user"("username");

-- CreateIndex
CREATE UNIQUE INDEX "user_session_token_key" ON "user_session"("token");

-- CreateIndex
CREATE INDEX "user_session_user_id_idx" ON "user_session"("user_id");

-- CreateIndex
CREATE INDEX "user_credential_user_id_idx" ON "user_credential"("user_id");

-- CreateIndex
CREATE INDEX "user_verification_identifier_idx" ON "user_verification"("identifier");

-- CreateIndex
CREATE INDEX "login_failure_username_failed_at_idx" ON "login_failure"("username", "failed_at");

-- CreateIndex
CREATE INDEX "login_failure_ip_address_failed_at_idx" ON "login_failure"("ip_address", "failed_at");

-- CreateIndex
CREATE UNIQUE INDEX "district_station_id_code_key" ON "district"("station_id", "code");

-- CreateIndex
CREATE INDEX "account_station_id_district_id_idx" ON "account"("station_id", "district_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_station_id_account_no_key" ON "account"("station_id", "account_no");

-- CreateIndex
CREATE INDEX "tariff_assignment_station_id_account_id_idx" ON "tariff_assignment"("station_id", "account_id");

-- CreateIndex
CREATE INDEX "work_order_station_id_state_id_idx" ON "work_order"("station_id", "state", "id");

-- CreateIndex
CREATE INDEX "work_order_station_id_account_id_idx" ON "work_order"("station_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "work_order_station_id_number_key" ON "work_order"("station_id", "number");

-- CreateIndex
CREATE INDEX "adjustment_station_id_account_id_idx" ON "adjustment"("station_id", "account_id");

-- CreateIndex
CREATE INDEX "adjustment_station_id_posted_month_idx" ON "adjustment"("station_id", "posted_month");

-- CreateIndex
CREATE UNIQUE INDEX "adjustment_station_id_work_order_id_bill_month_kind_categor_key" ON "adjustment"("station_id", "work_order_id", "bill_month", "kind", "category_id");

-- CreateIndex
CREATE INDEX "import_batch_created_at_idx" ON "import_batch"("created_at");

-- CreateIndex
CREATE INDEX "audit_log_station_id_subject_subject_key_id_idx" ON "audit_log"("station_id", "subject", "subject_key", "id");

-- AddForeignKey
ALTER TABLE "station" ADD CONSTRAINT "station_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tariff_version" ADD CONSTRAINT "tariff_version_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "tariff_category"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_station" ADD CONSTRAINT "user_station_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_station" ADD CONSTRAINT "user_station_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_credential" ADD CONSTRAINT "user_credential_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "district" ADD CONSTRAINT "district_station_id_fkey" FOREIGN KEY ("station_id") REFERENCES "station"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_station_id_district_id_fkey" FOREIGN KEY ("station_id", "district_id") REFERENCES "district"("station_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tariff_assignment" ADD CONSTRAINT "tariff_assignment_station_id_account_id_fkey" FOREIGN KEY ("station_id", "account_id") REFERENCES "account"("station_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bill" ADD CONSTRAINT "bill_station_id_account_id_fkey" FOREIGN KEY ("station_id", "account_id") REFERENCES "account"("station_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_station_id_account_id_fkey" FOREIGN KEY ("station_id", "account_id") REFERENCES "account"("station_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "back_billing_month" ADD CONSTRAINT "back_billing_month_station_id_work_order_id_fkey" FOREIGN KEY ("station_id", "work_order_id") REFERENCES "work_order"("station_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "adjustment" ADD CONSTRAINT "adjustment_station_id_work_order_id_fkey" FOREIGN KEY ("station_id", "work_order_id") REFERENCES "work_order"("station_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Bills by month: a partition is made when the month's first bill arrives.
CREATE FUNCTION ensure_bill_partition(month date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  first_day date := date_trunc('month', month)::date;
  partition_name text := 'bill_' || to_char(first_day, 'YYYYMM');
BEGIN
  IF to_regclass(partition_name) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF bill FOR VALUES FROM (%L) TO (%L)',
      partition_name, first_day, (first_day + interval '1 month')::date);
  END IF;
END $$;

-- Months are first days; a closed account or assignment never ends before it began (an empty one was replaced whole).
ALTER TABLE "bill" ADD CONSTRAINT bill_month_first_day CHECK (date_trunc('month', month) = month);
ALTER TABLE "station" ADD CONSTRAINT station_open_month_first_day CHECK (date_trunc('month', open_month) = open_month);
ALTER TABLE "tariff_assignment" ADD CONSTRAINT tariff_assignment_not_backwards CHECK (valid_to IS NULL OR valid_to >= valid_from);
ALTER TABLE "work_order" ADD CONSTRAINT work_order_four_eyes CHECK (approver_id IS NULL OR approver_id <> preparer_id);

-- One assignment a day and account. An empty range overlaps nothing.
ALTER TABLE "tariff_assignment" ADD CONSTRAINT tariff_assignment_no_overlap
  EXCLUDE USING gist (station_id WITH =, account_id WITH =, daterange(valid_from, valid_to) WITH &&);

-- An account has at most one order under way.
CREATE UNIQUE INDEX work_order_one_under_way ON "work_order" (station_id, account_id)
  WHERE state IN ('draft', 'submitted', 'approved');

-- Posted facts are never edited.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER bill_append_only BEFORE UPDATE OR DELETE ON "bill" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bill_no_truncate BEFORE TRUNCATE ON "bill" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER adjustment_append_only BEFORE UPDATE OR DELETE ON "adjustment" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER adjustment_no_truncate BEFORE TRUNCATE ON "adjustment" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON "audit_log" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON "audit_log" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Two Chinese characters suffice to find a name or an address: an index over all pairs of neighbouring characters.
CREATE FUNCTION bigrams(value text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT COALESCE(array_agg(DISTINCT substr(lower(value), place, 2)), '{}') FROM generate_series(1, length(value) - 1) AS place
$$;
CREATE INDEX account_name_bigrams ON "account" USING gin (bigrams(name));
CREATE INDEX account_address_bigrams ON "account" USING gin (bigrams(address));
CREATE INDEX account_no_lookup ON "account" (account_no);
CREATE INDEX account_meter_lookup ON "account" (meter_no);
CREATE INDEX account_name_lookup ON "account" (name);
