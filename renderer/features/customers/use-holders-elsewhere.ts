import { useEffect, useState } from 'react';
import { identifierKey, identifierTaken } from '../../../core/domain/customers/duplicates';
import type { MasterListMatch } from '../../../core/sync/master-list';
import { useRegisterData } from '../../data/hooks';
import type { DataRefusal } from '../../data/register-data';

/** Theirs is a matter of the network: asked when typing pauses for as long. Milliseconds. */
const PAUSE_MS = 300;

/** What is typed, as it is stored; `''` for what is missing or cannot be stored yet. */
interface TypedIdentifiers {
  readonly email: string;
  readonly phone: string;
}

/**
 * Who of the account's other locations has the email or phone that is typed (IC-7). Nobody waits for it: offline, or
 * saved before the answer, two such accounts find each other at the server (IC-10).
 */
export function useHoldersElsewhere({ email, phone }: TypedIdentifiers): readonly MasterListMatch[] {
  const data = useRegisterData();
  const [found, setFound] = useState<{ readonly of: string; readonly matches: readonly MasterListMatch[] } | null>(
    null,
  );
  const asked = `${email} ${phone}`;
  useEffect(() => {
    if (email === '' && phone === '') return;
    let isGone = false;
    const ask = setTimeout(() => {
      const texts = [email, phone].filter((text) => text !== '');
      void Promise.all(texts.map((text) => data.lookupElsewhere(text))).then((replies) => {
        const all = replies.flatMap((reply) => (reply.kind === 'searched' ? reply.matches : []));
        const holders = new Map(all.filter((one) => holds(one, { email, phone })).map((one) => [one.customerId, one]));
        if (!isGone) setFound({ of: `${email} ${phone}`, matches: [...holders.values()] });
      });
    }, PAUSE_MS);
    return () => {
      isGone = true;
      clearTimeout(ask);
    };
  }, [data, email, phone]);
  return found?.of === asked ? found.matches : NOBODY;
}

const NOBODY: readonly MasterListMatch[] = [];

/** Why saving is refused while one of them holds it, named with the location (IC-7); null when nobody does. */
export function takenElsewhere(matches: readonly MasterListMatch[], typed: TypedIdentifiers): DataRefusal | null {
  const [holder] = matches;
  if (holder === undefined) return null;
  const { customerId, homeLocationName: locationName } = holder;
  const name = `${holder.firstName} ${holder.lastName}`.trim();
  const fields = (['email', 'phone'] as const)
    .filter((kind) => isSame(kind, holder[kind], typed[kind]))
    .map((kind) => identifierTaken(kind, name, locationName));
  const message = fields[0]?.message ?? `This already belongs to ${name}.`;
  return { kind: 'taken', code: 'identifier-taken', message, fields, other: { customerId, name, locationName } };
}

function holds(match: MasterListMatch, typed: TypedIdentifiers): boolean {
  return isSame('email', match.email, typed.email) || isSame('phone', match.phone, typed.phone);
}

/** As identifiers are compared everywhere (IC-8). */
function isSame(kind: 'email' | 'phone', a: string, b: string): boolean {
  return a !== '' && identifierKey(kind, a).key === identifierKey(kind, b).key;
}
