import { DAY_MS } from '../../kernel/amounts';

/** For so long a roll-up can be undone, and a deleted customer restored (RU-15, DE-7). Days, and milliseconds. */
export const SECOND_THOUGHTS_DAYS = 90;
export const SECOND_THOUGHTS_MS = SECOND_THOUGHTS_DAYS * DAY_MS;
