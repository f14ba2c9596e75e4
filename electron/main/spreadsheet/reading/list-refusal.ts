import { refuse } from '../../../../core/kernel/result';

/** Why a file cannot be read as a list: a stable code for support and one sentence for the person. */
export interface ListRefusal {
  readonly code: ListRefusalCode;
  readonly message: string;
}

const SENTENCES = {
  'file-empty': 'There is nothing in this file.',
  'file-kind': 'This is no spreadsheet Pawtill can read. Save it as XLSX, XLS or CSV and choose it again.',
  'file-web-page': 'This is a web page with a table in it. Open it in a spreadsheet program and save it as XLSX.',
  'file-locked': 'This spreadsheet is locked with a password. Save it without one and choose it again.',
  'file-damaged': 'This file is damaged or not complete. Export it once more, or save it as CSV.',
  'file-unclosed-quote': 'A quotation mark in this file is never closed, so its rows cannot be told apart.',
  'file-too-large': 'This file is larger than 50 MB. Split the list, or save it as CSV.',
  'file-unpacks-too-large': 'This file holds far more than a list of customers. Save the sheet with the list as CSV.',
  'too-many-rows': 'This list has more than 100,000 rows. Split it.',
  'too-many-columns': 'This list has more than 200 columns. Delete those that are not needed.',
  'no-rows': 'There is no row below the header of this list.',
  'too-slow': 'This file took too long to read. Save the sheet with the list as CSV and choose that.',
} as const;

export type ListRefusalCode = keyof typeof SENTENCES;

/** The refusal of a code. */
export function refuseList(code: ListRefusalCode): { readonly ok: false; readonly refusal: ListRefusal } {
  return refuse({ code, message: SENTENCES[code] });
}
