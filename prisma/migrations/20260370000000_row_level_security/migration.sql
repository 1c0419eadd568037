-- Row-level security as the second wall behind the queries' own filters: the application works as a role that owns nothing,
-- and sees and writes only rows of the stations that its connection has been told (`app.stations`). See docs/decisions/0030.

-- ── The role ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Roles belong to the whole server: another database may have made it, or be making it at this moment.
DO $$
DECLARE
  todo CONSTANT text := format('An administrator of the PostgreSQL server has to run, once:  CREATE ROLE tariff_audit_app NOLOGIN;  GRANT tariff_audit_app TO %I;', current_user);
BEGIN
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tariff_audit_app') THEN
      CREATE ROLE tariff_audit_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
    END IF;
  EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN RAISE EXCEPTION 'the role tariff_audit_app is missing and % may not create roles. %', current_user, todo;
  END;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'tariff_audit_app' AND (rolsuper OR rolbypassrls OR rolcreaterole)) THEN
    RAISE EXCEPTION 'the role tariff_audit_app may do too much: it must be NOSUPERUSER NOBYPASSRLS NOCREATEROLE';
  END IF;
  BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
      EXECUTE format('GRANT tariff_audit_app TO %I', current_user);
    END IF;
  EXCEPTION
    WHEN insufficient_privilege THEN
      IF NOT pg_has_role(current_user, 'tariff_audit_app', 'MEMBER') THEN
        RAISE EXCEPTION '% may not act as tariff_audit_app. %', current_user, todo;
      END IF;
  END;
END $$;

GRANT USAGE ON SCHEMA public TO tariff_audit_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO tariff_audit_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO tariff_audit_app;
-- Tables of later migrations, and the working tables of imports.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO tariff_audit_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO tariff_audit_app;
-- Chains are linked by triggers alone.
REVOKE INSERT, UPDATE, DELETE ON "audit_link", "audit_head" FROM tariff_audit_app;

-- ── Whose rows ──────────────────────────────────────────────────────────────────────────────────────────────────────
-- `app.stations` is `all`, the numbers of stations (`3,17`), or a word for none; a connection that was told nothing sees none.
CREATE FUNCTION app_sees_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT COALESCE(current_setting('app.stations', true) = 'all', false)
$$;
CREATE FUNCTION app_stations() RETURNS integer[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN current_setting('app.stations', true) ~ '^[0-9]+(,[0-9]+)*$' THEN string_to_array(current_setting('app.stations', true), ',')::integer[] ELSE '{}' END
$$;

-- What belongs to no station (0) is written and read by everyone: who came in, what was asked of a tariff.
CREATE POLICY in_scope ON "audit_log" USING (station_id = 0 OR (SELECT app_sees_all()) OR station_id = ANY ((SELECT app_stations())::integer[]));
-- Rows of an uploaded list whose order nobody knows belong to no station; they are read by the batch they came with.
CREATE POLICY in_scope ON "order_batch_item" USING (station_id = 0 OR (SELECT app_sees_all()) OR station_id = ANY ((SELECT app_stations())::integer[]));
-- The company's notes hang on the charts of every station; who sees all stations writes them.
CREATE POLICY in_scope ON "chart_note" USING ((SELECT app_sees_all()) OR station_id = ANY ((SELECT app_stations())::integer[]));
CREATE POLICY of_the_company ON "chart_note" FOR SELECT USING (station_id = 0);
-- Who may see which station must be known before anyone's scope is, and is edited by administrators without stations.
CREATE POLICY anyone ON "user_station" USING (COALESCE(current_setting('app.stations', true), '') <> '');

-- ── Every table of stations ─────────────────────────────────────────────────────────────────────────────────────────
-- Safe to repeat; `migrate` calls it after every migration, so that no table is left without its wall.
CREATE FUNCTION guard_tables() RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT c.oid::regclass AS name, c.relispartition AS is_part, c.relrowsecurity AS guarded, EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AS has_policy
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'station_id' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname !~ '^import_(stage|ready|fault)_[0-9]+$'
  LOOP
    IF NOT one.guarded THEN EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', one.name); END IF;
    -- A partition is reached through its table alone.
    IF one.is_part THEN
      EXECUTE format('REVOKE ALL ON %s FROM tariff_audit_app', one.name);
    ELSIF NOT one.has_policy THEN
      EXECUTE format('CREATE POLICY in_scope ON %s USING ((SELECT app_sees_all()) OR station_id = ANY ((SELECT app_stations())::integer[]))', one.name);
    END IF;
  END LOOP;
  -- What a trigger keeps from being changed is not granted either.
  FOR one IN
    SELECT t.tgrelid::regclass AS name, bool_or(t.tgtype & 16 > 0) AS no_update, bool_or(t.tgtype & 8 > 0) AS no_delete
    FROM pg_trigger t WHERE t.tgfoid = 'refuse_change'::regproc GROUP BY 1
  LOOP
    IF one.no_update THEN EXECUTE format('REVOKE UPDATE ON %s FROM tariff_audit_app', one.name); END IF;
    IF one.no_delete THEN EXECUTE format('REVOKE DELETE ON %s FROM tariff_audit_app', one.name); END IF;
  END LOOP;
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN REVOKE ALL ON _prisma_migrations FROM tariff_audit_app; END IF;
  -- For hot reads. A policy is a barrier: conditions that might tell of hidden rows (parts of names, states of orders) are
  -- asked after it and through no index. A view asks the same question and lets the planner choose.
  EXECUTE 'CREATE OR REPLACE VIEW account_in_scope AS SELECT * FROM account WHERE (SELECT app_sees_all()) OR station_id = ANY ((SELECT app_stations())::integer[])';
  EXECUTE 'CREATE OR REPLACE VIEW work_order_in_scope AS SELECT * FROM work_order WHERE (SELECT app_sees_all()) OR station_id = ANY ((SELECT app_stations())::integer[])';
  REVOKE ALL ON account_in_scope, work_order_in_scope FROM tariff_audit_app;
  GRANT SELECT ON account_in_scope, work_order_in_scope TO tariff_audit_app;
END $$;

-- ── What only the owner may do, in functions of the owner's ─────────────────────────────────────────────────────────
ALTER FUNCTION audit_log_link() SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION audit_link_seal() SECURITY DEFINER SET search_path = public, pg_temp;

CREATE OR REPLACE FUNCTION ensure_bill_partition(month date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  first_day CONSTANT date := date_trunc('month', month);
  partition_name CONSTANT text := 'bill_' || to_char(first_day, 'YYYYMM');
BEGIN
  IF to_regclass(partition_name) IS NULL THEN
    EXECUTE format('CREATE TABLE %I PARTITION OF bill (CONSTRAINT bill_one_month CHECK (month = %L)) FOR VALUES FROM (%L) TO (%L)',
      partition_name, first_day, first_day, (first_day + interval '1 month')::date);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', partition_name);
    EXECUTE format('REVOKE ALL ON %I FROM tariff_audit_app', partition_name);
  END IF;
END $$;

-- Figures of the whole company that tell nothing of a single station, for everyone who works here.
-- How many bills of all stations a version in force from a day concerns, counted to a limit.
CREATE FUNCTION concerned_bills(category_code text, first_month date, since date, most integer) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*)::integer FROM (
    SELECT 1 FROM bill b JOIN tariff_category c ON c.code = category_code
    WHERE b.month >= first_month AND b.period_to > since
      AND (b.category_id = c.id OR b.parts @> jsonb_build_array(jsonb_build_object('category', category_code)))
    LIMIT most) AS found
$$;
CREATE FUNCTION accounts_in_use() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM account WHERE closed_on IS NULL
$$;
-- Account numbers are the company's: which station has one is no secret, since none may stand at two.
CREATE VIEW account_place AS SELECT account_no, station_id FROM account;
REVOKE ALL ON account_place FROM tariff_audit_app;
GRANT SELECT ON account_place TO tariff_audit_app;
-- How often each common pair of characters occurs in names and addresses: by this a search chooses its way.
CREATE FUNCTION common_pairs() RETURNS TABLE (index name, pairs text[], shares real[]) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT tablename, most_common_elems::text::text[], most_common_elem_freqs
  FROM pg_stats WHERE tablename IN ('account_name_bigrams', 'account_address_bigrams') AND most_common_elems IS NOT NULL
$$;

REVOKE EXECUTE ON FUNCTION guard_tables() FROM PUBLIC;
SELECT guard_tables();
