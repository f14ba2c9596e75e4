import { Button, Menu } from '@mantine/core';
import { IconArrowsJoin, IconClockEdit, IconDots, IconFileDownload, IconEraser, IconTrash } from '@tabler/icons-react';
import { afterMenu } from '../../ui';

/** What an Administrator does with the account as a whole; nobody else is shown it (RO-11). */
export function AccountMenu(props: {
  readonly onCombine: (() => void) | undefined;
  readonly onCopy: () => void;
  readonly onFormer: () => void;
  readonly onDelete: () => void;
  readonly onErase: () => void;
}) {
  return (
    <Menu position="bottom-end" width={320}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDots size={20} aria-hidden="true" />}>
          Account
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {props.onCombine !== undefined && (
          <Menu.Item leftSection={<IconArrowsJoin size={20} aria-hidden="true" />} onClick={afterMenu(props.onCombine)}>
            Combine with another account
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconClockEdit size={20} aria-hidden="true" />} onClick={afterMenu(props.onFormer)}>
          Former contact data
        </Menu.Item>
        <Menu.Item leftSection={<IconFileDownload size={20} aria-hidden="true" />} onClick={afterMenu(props.onCopy)}>
          Copy of customer data
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash size={20} aria-hidden="true" />}
          color="red"
          onClick={afterMenu(props.onDelete)}
        >
          Delete Account
        </Menu.Item>
        <Menu.Item
          leftSection={<IconEraser size={20} aria-hidden="true" />}
          color="red"
          onClick={afterMenu(props.onErase)}
        >
          Erase personal data
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
