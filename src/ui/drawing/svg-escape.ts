/** Text as it may stand in a drawing's markup, between tags and in attributes. */
export const escaped = (content: string): string => content.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
