-- What belongs to a person alone (saved views, what they have read or been mailed, the answers to their requests) is behind the
-- second wall too: a connection is told for whom it works (`app.user`), and sees and writes that person's rows. `all` is said by
-- the system's own work; told nothing, one sees nothing. See docs/decisions/0030.
CREATE FUNCTION app_user_id() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT COALESCE(current_setting('app.user', true), '')
$$;

DO $$
DECLARE
  one text;
BEGIN
  FOREACH one IN ARRAY ARRAY['saved_view', 'notification_read', 'notification_mail', 'idempotency_key'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', one);
    -- Nobody's id is empty.
    EXECUTE format('CREATE POLICY own ON %I USING (user_id <> '''' AND (user_id = (SELECT app_user_id()) OR (SELECT app_user_id()) = ''all''))', one);
  END LOOP;
END $$;

-- An answer that was given stays what it was.
REVOKE UPDATE ON "idempotency_key" FROM tariff_audit_app;
