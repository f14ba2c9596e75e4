import { Button } from '@mantine/core';
import { outcomeOf, problemSentence } from '../../../core/domain/imports/import-problem';
import { useRegisterData } from '../../data/hooks';
import type { UploadCheck } from '../../data/register-data';
import { Message, TableHead } from '../../ui';
import classes from './uploads.module.css';
import type { Upload } from './use-upload';

const OUTCOME_WORDS = { imported: 'Imported without it', duplicate: 'Not imported', invalid: 'Not imported' } as const;

/** The dry run: counts, reasons, and the error file (UP-6). */
export function CheckedList(props: {
  readonly check: UploadCheck;
  readonly upload: Upload;
  /** Of the location the customers will belong to: phones are shown as there. */
  readonly country: string;
}) {
  const { check, upload, country } = props;
  const data = useRegisterData();
  const { counts, problems, problemCount, customersChecked } = check;
  return (
    <>
      {!customersChecked && (
        <Message tone="offline">
          Offline: rows of customers you have already could not be found yet. Importing needs the network, and leaves
          them out then.
        </Message>
      )}
      <dl className={classes['counts']}>
        <Count label="To be imported" value={counts.imported} />
        <Count label="Duplicates" value={counts.duplicates} />
        <Count label="Invalid" value={counts.invalid} />
        <Count label="Imported without some value" value={counts.leftOut} />
      </dl>
      {problemCount > 0 && (
        <>
          <div className={classes['bar']}>
            <h2 className={classes['section']}>Rows to look at</h2>
            <Button variant="default" onClick={() => void upload.save(() => data.saveUploadProblems('xlsx'))}>
              Save the error file (XLSX)
            </Button>
            <Button variant="default" onClick={() => void upload.save(() => data.saveUploadProblems('csv'))}>
              Save the error file (CSV)
            </Button>
          </div>
          <div className={classes['scroll']} tabIndex={0} role="region" aria-label="Rows to look at">
            <table className={classes['table']}>
              <TableHead columns={[{ title: 'Row' }, { title: 'Result' }, { title: 'Reason' }]} />
              <tbody>
                {problems.map((problem, index) => (
                  <tr key={index}>
                    <td>{problem.row}</td>
                    <td>{OUTCOME_WORDS[outcomeOf(problem)]}</td>
                    <td className={classes['notes']}>{problemSentence(problem, country)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {problemCount > problems.length && (
            <p className={classes['soft']}>
              The first {problems.length.toLocaleString()} of {problemCount.toLocaleString()}; the error file has all.
            </p>
          )}
        </>
      )}
    </>
  );
}

function Count({ label, value }: { readonly label: string; readonly value: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value.toLocaleString()}</dd>
    </div>
  );
}
