-- An account that moves has a record at each of its stations, one of them in use at a time. To whom a bill without a station
-- belongs must not hang on whose rows the import sees: the days tell no more than where the number was, and when.
CREATE OR REPLACE VIEW account_place AS SELECT account_no, station_id, opened_on, closed_on FROM account;

-- All working tables of imports are left alone, those too that hold rows whose station is not known yet.
DO $$
BEGIN
  EXECUTE replace(pg_get_functiondef('guard_tables()'::regprocedure), '^import_(stage|ready|fault)_', '^import_(stage|ready|fault|doubt|part|arrived)_');
END $$;
