/**
 * How Node runs our commands outside the framework: server code is let in, TypeScript is read as it is; the short-lived garbage
 * of streaming millions of rows is collected early, and the heap grows only by what lives, so that a process stays small
 * however many files it has read.
 */
export const COMMAND_FLAGS = ['--conditions=react-server', '--max-semi-space-size=4', '--heap-growing-percent=50', '--import', 'tsx']
