import pg from 'pg'

let opened: pg.Pool | undefined

/** Connections of the database's owner, whom no policy holds: what the same question costs without the application around it. */
export function bare(): pg.Pool {
  if (opened) return opened
  opened = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10, allowExitOnIdle: true })
  // The server is stopped under them at the end.
  opened.on('error', () => undefined)
  return opened
}
