import { Checkbox } from '@mantine/core';
import { fullName, type Customer } from '../../../core/domain/customers/customer';
import type { JoinedPets } from '../../../core/domain/customers/roll-up';
import classes from './combine.module.css';

/** Pets of the same name and type on two accounts, offered for joining (RU-13). */
export function PreviewPets(props: {
  readonly accounts: readonly Customer[];
  readonly pairs: readonly JoinedPets[];
  readonly joinedPets: readonly JoinedPets[];
  readonly onJoin: (dropId: string, isJoined: boolean) => void;
}) {
  const { accounts, pairs, joinedPets, onJoin } = props;
  return (
    <section className={classes['panel']} aria-label="Pets of the same name">
      <h2 className={classes['section']}>Pets of the same name</h2>
      {pairs.map(({ keepId, dropId }) => (
        <Checkbox
          key={dropId}
          checked={joinedPets.some((pair) => pair.dropId === dropId)}
          onChange={(event) => onJoin(dropId, event.currentTarget.checked)}
          label={question(accounts, keepId, dropId)}
        />
      ))}
    </section>
  );
}

function question(accounts: readonly Customer[], keepId: string, dropId: string): string {
  const ownerOf = (petId: string) => accounts.find(({ pets }) => pets.some(({ id }) => id === petId));
  const pet = accounts.flatMap(({ pets }) => pets).find(({ id }) => id === keepId);
  const owners = [ownerOf(keepId), ownerOf(dropId)].map((owner) => (owner === undefined ? '' : fullName(owner)));
  return `${pet?.name ?? ''} (${pet?.type ?? ''}) of ${owners.join(' and ')} is one and the same pet`;
}
