import { MAX_LIST_BYTES } from '../../../../core/ipc/uploaded-list';

/** Largest file, in bytes. */
export const MAX_FILE_BYTES = MAX_LIST_BYTES;
/** What a workbook may unpack to, in bytes: one part (a text of ours has at most 2^29 characters), and all of them. */
export const MAX_PART_BYTES = 300 * 1024 * 1024;
export const MAX_UNPACKED_BYTES = 400 * 1024 * 1024;
export const MAX_PARTS = 5_000;
/** Rows looked at, blank ones included, and cells of one row before empty ones at its end are cut. */
export const MAX_ROWS_LOOKED_AT = 300_000;
export const MAX_CELLS_LOOKED_AT = 20_000;
/** Longest text of one cell that is kept, and all texts together, in characters. */
export const MAX_CELL_LENGTH = 2_000;
export const MAX_TEXT_LENGTH = 150_000_000;
