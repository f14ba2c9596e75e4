import { Button, Modal } from '@mantine/core';
import { welcomeEmail } from '../../../core/domain/messages/welcome-email';
import classes from './new-customer.module.css';

/** **Preview the Welcome Email**: the mail with this customer's name and this store's name (NC-9). Links lead nowhere. */
export function WelcomeEmailPreview(props: {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly storeName: string;
  readonly onClose: () => void;
}) {
  const { firstName, lastName, email, storeName, onClose } = props;
  const mail = welcomeEmail({ firstName: firstName.trim(), lastName: lastName.trim() }, storeName);
  return (
    <Modal
      opened
      onClose={onClose}
      title="Preview of the Welcome Email"
      size={640}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <dl className={classes['mailHead']}>
        <dt>To</dt>
        <dd>{email}</dd>
        <dt>Subject</dt>
        <dd>{mail.subject}</dd>
      </dl>
      <article className={classes['mail']} aria-label="Text of the email">
        <p className={classes['greeting']}>{mail.greeting}</p>
        {mail.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <p className={classes['mailLinks']}>
          <span className={classes['mailLink']}>{mail.verifyLink}</span>
          <span className={classes['mailLink']}>{mail.appLink}</span>
        </p>
        <p className={classes['mailFoot']}>
          {mail.footer} <span className={classes['mailLink']}>{mail.unsubscribeLink}</span>
        </p>
      </article>
      <div className={classes['buttons']}>
        <Button data-autofocus onClick={onClose}>
          Close
        </Button>
      </div>
    </Modal>
  );
}
