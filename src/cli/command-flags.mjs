/**
 * How Node runs our commands outside the framework: server code is let in, TypeScript is read as it is, and the short-lived
 * garbage of streaming millions of rows is collected early, so that a process stays small.
 */
export const COMMAND_FLAGS = ['--conditions=react-server', '--max-semi-space-size=4', '--import', 'tsx']
