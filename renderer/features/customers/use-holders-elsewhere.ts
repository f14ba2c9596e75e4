import { useEffect, useState } from 'react';
import {
  currentKeys,
  heldKeys,
  sharedIdentifiers,
  type IdentifierKey,
} from '../../../core/domain/customers/duplicates';
import type { MasterListMatch } from '../../../core/sync/master-list';
import { useRegisterData } from '../../data/hooks';
import { identifierTakenRefusal, type IdentifierHolder } from '../../data/identifier-taken-refusal';
import type { DataRefusal } from '../../data/register-data';

/** Theirs is a matter of the network: asked when typing pauses for as long. Milliseconds. */
const PAUSE_MS = 300;

/** What is typed, as it is stored; `''` for what is missing or cannot be stored yet. */
type TypedIdentifiers = Parameters<typeof currentKeys>[0];

/**
 * Who of the account's other locations has the email, phone or internal ID that is typed (IC-7, IC-11). Nobody waits for it: offline, or
 * saved before the answer, two such accounts find each other at the server (IC-10).
 */
export function useHoldersElsewhere({ email, phone, internalId }: TypedIdentifiers): readonly MasterListMatch[] {
  const data = useRegisterData();
  const [found, setFound] = useState<{ readonly of: string; readonly matches: readonly MasterListMatch[] } | null>(
    null,
  );
  const asked = [email, phone, internalId].join('\n');
  useEffect(() => {
    const texts = [email, phone, internalId].filter((text) => text !== '');
    if (texts.length === 0) return;
    let isGone = false;
    const ask = setTimeout(() => {
      void Promise.all(texts.map((text) => data.lookupElsewhere(text))).then((replies) => {
        const all = replies.flatMap((reply) => (reply.kind === 'searched' ? reply.matches : []));
        const holders = new Map(
          all.filter((one) => holds(one, { email, phone, internalId })).map((one) => [one.customerId, one]),
        );
        if (!isGone) setFound({ of: asked, matches: [...holders.values()] });
      });
    }, PAUSE_MS);
    return () => {
      isGone = true;
      clearTimeout(ask);
    };
  }, [data, asked, email, phone, internalId]);
  return found?.of === asked ? found.matches : NOBODY;
}

const NOBODY: readonly MasterListMatch[] = [];

/** Why saving is refused while one of them holds it (IC-7); null when nobody does. */
export function takenElsewhere(matches: readonly MasterListMatch[], typed: TypedIdentifiers): DataRefusal | null {
  const [match] = matches;
  return match === undefined ? null : identifierTakenRefusal(currentKeys(typed), holderOf(match));
}

/** As identifiers are compared everywhere (IC-8). */
function holds(match: MasterListMatch, typed: TypedIdentifiers): boolean {
  return sharedIdentifiers(currentKeys(typed), heldBy(match)).length > 0;
}

function heldBy({ email, phone, internalId = '', formerIdentifiers = [] }: MasterListMatch): readonly IdentifierKey[] {
  return heldKeys({ email, phone, internalId, formerIdentifiers });
}

function holderOf(match: MasterListMatch): IdentifierHolder {
  const { customerId, firstName, lastName, homeLocationName: locationName } = match;
  return { customerId, firstName, lastName, locationName, held: heldBy(match) };
}
