export const COMMAND_FLAGS: readonly string[]
