/** A category's code as it stands in addresses and files; apart from the library that checks it. */
export const CATEGORY_CODE = /^[A-Z0-9][A-Z0-9-]{0,29}$/
