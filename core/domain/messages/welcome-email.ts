import { fullName, type Customer } from '../customers/customer';

/** The welcome email as text; its wording is fixed, and it is the same in the preview and in the mail (MS-1, MS-7, NC-9). */
export interface WelcomeEmail {
  readonly subject: string;
  /** Names as typed, a couple's too (MS-11). */
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  /** Words of links; their targets belong to one customer and are made when it is sent. */
  readonly verifyLink: string;
  readonly appLink: string;
  readonly footer: string;
  /** Cannot be taken out (MS-2). */
  readonly unsubscribeLink: string;
}

/** The welcome email to this customer of this store. */
export function welcomeEmail(customer: Pick<Customer, 'firstName' | 'lastName'>, storeName: string): WelcomeEmail {
  return {
    subject: `Welcome to ${storeName}`,
    greeting: `Greetings, ${fullName(customer)}.`,
    paragraphs: [
      `${storeName} has opened an account for you. Every qualifying purchase is counted, and what you have earned is waiting for you at the register.`,
      'Please verify your email address, so that we know we have the right one.',
      'In the customer app you see your cards and rewards. Your email address is your user name.',
    ],
    verifyLink: 'Verify my email address',
    appLink: 'Open the customer app',
    footer: `You get this email because you are a customer of ${storeName}.`,
    unsubscribeLink: 'Unsubscribe',
  };
}
