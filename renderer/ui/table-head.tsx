/** A column of a table: its title, and how wide it is. */
export interface TableColumn {
  readonly title: string;
  /** CSS width; the table then has `table-layout: fixed`. */
  readonly width?: string;
  /** Heard, but not shown: the column holds buttons. */
  readonly isQuiet?: boolean;
}

/** Titles and widths of a table's columns, said in one place. */
export function TableHead({ columns }: { readonly columns: readonly TableColumn[] }) {
  return (
    <>
      <colgroup>
        {columns.map(({ title, width }) => (
          <col key={title} style={width === undefined ? {} : { width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ title, isQuiet = false }) => (
            <th key={title} scope="col" {...(isQuiet ? { 'aria-label': title } : {})}>
              {isQuiet ? null : title}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}
