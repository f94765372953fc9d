/** How large a spreadsheet of notices may be, bytes: in base64 it must fit into one call of the API (1 MiB). */
export const MAX_SHEET_BYTES = 700 * 1024
