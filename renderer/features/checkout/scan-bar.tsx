import { Button, Select, UnstyledButton } from '@mantine/core';
import { IconBarcode, IconKeyboard } from '@tabler/icons-react';
import { useState } from 'react';
import { enrollmentAt } from '../../../core/domain/programs/enrollment';
import { searchItems } from '../../../core/domain/programs/item-search';
import type { BookItem } from '../../../core/domain/programs/program-book';
import { KeyCap, SearchField, useHotkey } from '../../ui';
import classes from './checkout.module.css';
import type { Checkout } from './use-checkout';

export interface ScanBarProps {
  readonly checkout: Checkout;
  readonly captureOn: boolean;
  readonly onCapture: (on: boolean) => void;
  readonly onTyped: (code: string) => void;
  readonly onChosen: (upc: string) => void;
}

/** **Scanner/Keystroke Capture**: ON takes scans from anywhere; OFF is a search bar with drop-downs (PU-1 … PU-3). */
export function ScanBar({ checkout, captureOn, onCapture, onTyped, onChosen }: ScanBarProps) {
  useHotkey('F8', () => onCapture(!captureOn));
  if (captureOn) {
    return (
      <UnstyledButton className={classes['captureOn'] ?? ''} aria-pressed onClick={() => onCapture(false)}>
        <IconBarcode size={28} aria-hidden="true" />
        <span className={classes['captureWords']}>
          Scanner/Keystroke Capture <strong>ON</strong>
        </span>
        <KeyCap name="F8" />
      </UnstyledButton>
    );
  }
  return (
    <div className={classes['stack']} style={{ gap: 8 }}>
      <TypedSearch checkout={checkout} onTyped={onTyped} onChosen={onChosen} />
      <ItemDropDowns checkout={checkout} onChosen={onChosen} />
      <Button
        variant="default"
        leftSection={<IconKeyboard size={20} aria-hidden="true" />}
        rightSection={<KeyCap name="F8" />}
        aria-pressed={false}
        onClick={() => onCapture(true)}
      >
        Scanner/Keystroke Capture OFF
      </Button>
    </div>
  );
}

function TypedSearch({ checkout, onTyped, onChosen }: Pick<ScanBarProps, 'checkout' | 'onTyped' | 'onChosen'>) {
  const [text, setText] = useState('');
  const { book, context } = checkout;
  const isCode = /^[\d\s-]+$/.test(text) && text.trim() !== '';
  const found = isCode ? [] : searchItems(book, text, context.locationId, context.today);
  const submit = () => {
    if (text.trim() === '') return;
    const only = found[0];
    if (!isCode && only !== undefined) onChosen(only.item.upc);
    else onTyped(text);
    setText('');
  };
  return (
    <form
      className={classes['scanField']}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SearchField label="UPC or product name" value={text} onChange={setText} autoFocus />
      {found.length > 0 && (
        <ul className={classes['lines']} style={{ maxHeight: 240, marginTop: 4 }} aria-label="Items found">
          {found.slice(0, 8).map((item) => (
            <FoundItem key={`${item.card.id}/${item.item.upc}`} found={item} onChosen={onChosen} />
          ))}
        </ul>
      )}
      <button type="submit" hidden />
    </form>
  );
}

function FoundItem({ found, onChosen }: { readonly found: BookItem; readonly onChosen: (upc: string) => void }) {
  return (
    <li>
      <Button variant="default" fullWidth justify="space-between" onClick={() => onChosen(found.item.upc)}>
        <span>{found.item.description}</span>
      </Button>
    </li>
  );
}

/** Program, card, item (PU-3): only programs this location takes part in (LO-10). */
function ItemDropDowns({ checkout, onChosen }: Pick<ScanBarProps, 'checkout' | 'onChosen'>) {
  const { book, context } = checkout;
  const [programId, setProgramId] = useState<string | null>(null);
  const [cardId, setCardId] = useState<string | null>(null);
  const programs = book.programs.filter(
    (program) => enrollmentAt(program, context.locationId, context.today).here === 'enrolled',
  );
  const program = programs.find((one) => one.id === programId);
  const card =
    program?.cards.find((one) => one.id === cardId) ?? (program?.cards.length === 1 ? program.cards[0] : undefined);
  return (
    <div className={classes['scanBar']}>
      <Select
        className={classes['scanField'] ?? ''}
        aria-label="Program"
        placeholder="Program"
        searchable
        data={programs.map((one) => ({ value: one.id, label: `${one.manufacturer} – ${one.title}` }))}
        value={programId}
        onChange={(value) => {
          setProgramId(value);
          setCardId(null);
        }}
      />
      <Select
        className={classes['scanField'] ?? ''}
        aria-label="Card"
        placeholder="Card"
        disabled={program === undefined}
        data={(program?.cards ?? []).map((one) => ({ value: one.id, label: one.title }))}
        value={card?.id ?? null}
        onChange={setCardId}
      />
      <Select
        key={`${card?.id ?? ''}`}
        className={classes['scanField'] ?? ''}
        aria-label="Item"
        placeholder="Item"
        searchable
        disabled={card === undefined}
        data={(card?.items ?? []).map((one) => ({ value: one.upc, label: one.description }))}
        value={null}
        onChange={(upc) => {
          if (upc !== null) onChosen(upc);
        }}
      />
    </div>
  );
}
