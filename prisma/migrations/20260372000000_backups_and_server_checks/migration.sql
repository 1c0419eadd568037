-- What keeps the data and watches the server: each attempt at a backup or a proof of one, each check of the server, and the
-- worker's sign of life. The first two are the record that the company's rules ask for, and are never edited.

CREATE SEQUENCE backup_run_id_seq;
CREATE TABLE "backup_run" (
    "id" BIGINT NOT NULL DEFAULT nextval('backup_run_id_seq'),
    -- 'backup', 'proof' (an archive was restored into a scratch database) or 'restore' (this database came out of one).
    "kind" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ NOT NULL,
    "finished_at" TIMESTAMPTZ NOT NULL,
    -- The archive's name in the backups folder, and the digest of its manifest.
    "archive" TEXT NOT NULL,
    "digest" TEXT,
    "bytes" BIGINT,
    "row_count" BIGINT,
    "file_count" INTEGER,
    -- Whether it was put with the yearly ones as well.
    "yearly" BOOLEAN NOT NULL DEFAULT false,
    "failure" TEXT,

    CONSTRAINT "backup_run_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "backup_run_kind" CHECK (kind IN ('backup', 'proof', 'restore')),
    CONSTRAINT "backup_run_outcome" CHECK (outcome IN ('done', 'failed') AND (outcome = 'failed') = (failure IS NOT NULL))
);
CREATE INDEX "backup_run_kind_finished_at_idx" ON "backup_run" ("kind", "finished_at");
CREATE TRIGGER backup_run_append_only BEFORE UPDATE OR DELETE ON "backup_run" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER backup_run_no_truncate BEFORE TRUNCATE ON "backup_run" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE SEQUENCE server_check_id_seq;
CREATE TABLE "server_check" (
    "id" BIGINT NOT NULL DEFAULT nextval('server_check_id_seq'),
    -- On China's calendar.
    "day" DATE NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "state" TEXT NOT NULL,
    -- What was measured, and what it was judged to be.
    "figures" JSONB NOT NULL,
    "findings" JSONB NOT NULL,
    "by_name" TEXT NOT NULL,

    CONSTRAINT "server_check_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "server_check_state" CHECK (state IN ('good', 'warn', 'bad'))
);
CREATE INDEX "server_check_at_idx" ON "server_check" ("at");
CREATE TRIGGER server_check_append_only BEFORE UPDATE OR DELETE ON "server_check" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER server_check_no_truncate BEFORE TRUNCATE ON "server_check" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE "worker_sign" (
    "id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "worker_sign_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "worker_sign_one" CHECK (id = 1)
);

-- A chain's head moves forward, link by link, and never back.
CREATE FUNCTION refuse_rewinding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.station_id <> OLD.station_id OR NEW.seq <= OLD.seq THEN
    RAISE EXCEPTION 'the head of a chain of the audit log never moves back' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON "audit_head" FOR EACH ROW EXECUTE FUNCTION refuse_rewinding();

-- The application's role may not read the migrations' own list, and has to know whether it is up to date.
CREATE FUNCTION applied_migrations() RETURNS TABLE (name text, finished_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.migration_name::text, m.finished_at FROM _prisma_migrations m WHERE m.finished_at IS NOT NULL AND m.rolled_back_at IS NULL
$$;
