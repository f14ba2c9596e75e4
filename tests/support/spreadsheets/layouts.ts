import type { ImportRow } from '../../../core/domain/imports/import-row';

/** How a system writes its file. */
export type LayoutFormat =
  | { readonly kind: 'xlsx' | 'xls' }
  | {
      readonly kind: 'csv';
      readonly delimiter: ',' | ';' | '\t';
      readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252';
      readonly lineEnd: '\n' | '\r\n' | '\r';
    };

/** A list as one system exports it: layout rebuilt from its public documentation, people invented. */
export interface Layout {
  readonly name: string;
  readonly country: string;
  readonly format: LayoutFormat;
  readonly rows: readonly (readonly (string | number)[])[];
  /** What is imported, by row of the file; fields left out are empty. */
  readonly expected: readonly (Partial<ImportRow> & { readonly row: number })[];
  /** `row code` of everything a person is told. */
  readonly told: readonly string[];
}

const csv = (
  delimiter: ',' | ';' | '\t',
  encoding: Extract<LayoutFormat, { kind: 'csv' }>['encoding'],
  lineEnd: '\n' | '\r\n' | '\r',
): LayoutFormat => ({ kind: 'csv', delimiter, encoding, lineEnd });

const address = (street1: string, city: string, region: string, postal: string, country: string, street2 = '') => ({
  ...{ street1, street2, city, region, postal, country },
});

export const layouts: readonly Layout[] = [
  {
    name: 'Square customer directory (CSV)',
    country: 'US',
    format: csv(',', 'utf-8', '\n'),
    rows: [
      [
        ...['Reference ID', 'First Name', 'Last Name', 'Email Address', 'Phone Number', 'Nickname', 'Company Name'],
        ...['Street Address 1', 'Street Address 2', 'City', 'State', 'Postal Code', 'Birthday', 'Memo'],
        ...['Square Customer ID', 'Creation Source', 'First Visit', 'Last Visit', 'Transaction Count'],
        ...['Lifetime Spend', 'Email Subscription Status', 'Instant Profile'],
      ],
      [
        ...['', 'Betty', 'Smith', 'betty@example.com', '+12025550101', '', '', '12 Elm St', 'Apt 2', 'Boston', 'MA'],
        ...['02134', '1980-03-04', 'likes, "quotes"', 'SQ7X1', 'Manual', '2024-01-31', '2025-12-01', 14, '$312.50'],
        ...['subscribed', 'No'],
      ],
      [
        ...['', 'Maria', '', 'maria@example.com', '+12025550102', '', '', '', '', '', '', '', '', '', 'SQ7X2'],
        ...['Third Party', '2024-02-01', '2024-02-01', 1, '$5.00', 'unsubscribed', 'Yes'],
      ],
      [
        ...['', 'Zoë 🐶', "O'Brien", 'ZOE@example.com', '(202) 555-0103', '', '', '', '', '', '', '', '', '', 'SQ7X3'],
        ...['Manual', '03/04/2024', '03/05/2024', 2, '$15.00', 'subscribed', 'No'],
      ],
    ],
    expected: [
      {
        row: 2,
        ...{ firstName: 'Betty', lastName: 'Smith', email: 'betty@example.com', phone: '+12025550101' },
        ...{ internalId: 'SQ7X1', address: address('12 Elm St', 'Boston', 'MA', '02134', '', 'Apt 2') },
      },
      {
        row: 4,
        ...{ firstName: 'Zoë', lastName: "O'Brien", email: 'ZOE@example.com', phone: '+12025550103' },
        internalId: 'SQ7X3',
      },
    ],
    told: ['3 name-missing', '4 name-cleaned'],
  },
  {
    name: 'Shopify customers (CSV)',
    country: 'US',
    format: csv(',', 'utf-8', '\n'),
    rows: [
      [
        ...['Customer ID', 'First Name', 'Last Name', 'Email', 'Accepts Email Marketing', 'Default Address Company'],
        ...['Default Address Address1', 'Default Address Address2', 'Default Address City'],
        ...['Default Address Province Code', 'Default Address Country Code', 'Default Address Zip'],
        ...['Default Address Phone', 'Phone', 'Accepts SMS Marketing', 'Total Spent', 'Total Orders', 'Note'],
        ...['Tax Exempt', 'Tags'],
      ],
      [
        ...["'6543210987654", 'Ann', 'Lee', 'ann@example.com', 'yes', '', '5 Oak Ave', '', 'Austin', 'TX', 'US'],
        ...["'78701", "'+15125550144", "'+15125550111", 'yes', '101.20', 3, '', 'no', 'VIP, dog'],
      ],
      [
        ...["'6543210987655", 'Bo', 'Chan', '', 'no', '', '', '', '', '', '', '', "'512-555-0112", '', 'no', '0.00'],
        ...[0, '', 'no', ''],
      ],
    ],
    expected: [
      {
        row: 2,
        ...{ firstName: 'Ann', lastName: 'Lee', email: 'ann@example.com', phone: '+15125550111' },
        ...{ internalId: '6543210987654', address: address('5 Oak Ave', 'Austin', 'TX', '78701', 'US') },
      },
      { row: 3, firstName: 'Bo', lastName: 'Chan', phone: '+15125550112', internalId: '6543210987655' },
    ],
    told: [],
  },
  {
    name: 'Lightspeed Retail R-Series (CSV)',
    country: 'US',
    format: csv(',', 'utf-8-bom', '\r\n'),
    rows: [
      [
        ...['System ID', 'First Name', 'Last Name', 'Title', 'Company', 'Birthday', 'Customer Type', 'Home Phone'],
        ...[
          'Work Phone',
          'Mobile Phone',
          'Pager',
          'Fax',
          'Email 1',
          'Email 2',
          'Address1',
          'Address2',
          'City',
          'State',
        ],
        ...['ZIP', 'Country', 'Website', 'Custom', 'Credit limit', 'Notes'],
      ],
      [
        ...['101', 'Cara', 'Diaz', 'Ms', '', '12/31/1979', 'Default', '202 555 0120', '202 555 0121', '202.555.0122'],
        ...[
          '',
          '2025550199',
          'not an email',
          'cara@example.com',
          '1 Pine Rd',
          '',
          'Reno',
          'NV',
          '89501',
          'USA',
          '',
          '',
        ],
        ...['0', 'Line one\nLine two'],
      ],
      [
        ...['102', 'Dan', 'Eng', '', '', '', 'Default', '202/555-0123', '', '', '', '', '', '', '', '', '', '', ''],
        ...['', '', '', '', ''],
      ],
    ],
    expected: [
      {
        row: 2,
        ...{ firstName: 'Cara', lastName: 'Diaz', email: 'cara@example.com', phone: '+12025550122', internalId: '101' },
        address: address('1 Pine Rd', 'Reno', 'NV', '89501', 'USA'),
      },
      { row: 3, firstName: 'Dan', lastName: 'Eng', phone: '+12025550123', internalId: '102' },
    ],
    told: [],
  },
  {
    name: 'Lightspeed Retail X-Series (CSV)',
    country: 'CA',
    format: csv(',', 'utf-8', '\n'),
    rows: [
      [
        ...['id', 'customer_code', 'company_name', 'first_name', 'last_name', 'email', 'phone', 'mobile', 'fax'],
        ...['date_of_birth', 'sex', 'physical_address_1', 'physical_address_2', 'physical_suburb', 'physical_city'],
        ...['physical_postcode', 'physical_state', 'physical_country', 'customer_group_name', 'loyalty_balance'],
        ...['enable_loyalty', 'do_not_email', 'note'],
      ],
      [
        ...['0af7b240', 'Emile-7K2', '', 'Émile', 'Gagnon', 'emile@example.com', '', '416 555 0130', '', '1975-02-03'],
        ...['M', '9 King St', '', '', 'Toronto', 'M5H 1J9', 'ON', 'CA', 'All', '125.00', '1', '0', ''],
      ],
    ],
    expected: [
      {
        row: 2,
        ...{ firstName: 'Émile', lastName: 'Gagnon', email: 'emile@example.com', phone: '+14165550130' },
        ...{ internalId: 'Emile-7K2', points: 125, address: address('9 King St', 'Toronto', 'ON', 'M5H 1J9', 'CA') },
      },
    ],
    told: [],
  },
  {
    name: 'Excel on Windows, German list (CSV, semicolon, Windows-1252)',
    country: 'DE',
    format: csv(';', 'windows-1252', '\r\n'),
    rows: [
      ['Kundenliste Zoo Müller – Stand 31.12.2025'],
      [],
      ['Kd.-Nr.', 'Name', 'Vorname', 'Straße', 'PLZ', 'Ort', 'Telefon', 'Handy', 'E-Mail', 'Kunde seit', 'Punkte'],
      [
        ...['00017', 'Groß', 'Jürgen', 'Königsallee 3', '01067', 'Köln', '030 901820', '0151 23456789'],
        ...['juergen@example.de', '03.04.2019', '1.250'],
      ],
      ['00018', 'von der Heide', 'Käthe', '', '', '', '+49 (0)30 901821', '', '', '31.12.2020', ''],
      ['00018', 'Öztürk', 'Ayşe'.replace('ş', 's'), '', '', '', '', '', 'ayse@example.de', '1.1.2021', '12,5'],
    ],
    expected: [
      {
        row: 4,
        ...{ firstName: 'Jürgen', lastName: 'Groß', email: 'juergen@example.de', phone: '+4915123456789' },
        ...{ internalId: '00017', points: 1250, address: address('Königsallee 3', 'Köln', '', '01067', '') },
      },
      { row: 5, firstName: 'Käthe', lastName: 'von der Heide', phone: '+4930901821', internalId: '00018' },
      { row: 6, firstName: 'Ayse', lastName: 'Öztürk', email: 'ayse@example.de', points: 12 },
    ],
    told: ['6 internal-id-same-row'],
  },
  {
    name: 'Excel on a Mac, full names in one column (XLSX)',
    country: 'US',
    format: { kind: 'xlsx' },
    rows: [
      ['Customer Name', 'Phone', 'Email', 'Last seen'],
      ['Smith, Betty', 2025550140, 'betty@example.com', 45992],
      ['Ann & Bill Carter', '1-202-555-0141', '', '2025-11-30'],
      ['Ludwig van Dyke Jr.', '202-555-0142 ext 9', 'lvd@example', '30/11/2025'],
      ['Cher', '202-555-0143', '', '11/30/2025'],
      ['Mr. John Q. Public', '202-555-0140', 'john@example.com', ''],
    ],
    expected: [
      { row: 2, firstName: 'Betty', lastName: 'Smith', email: 'betty@example.com', phone: '+12025550140' },
      { row: 3, firstName: 'Ann & Bill', lastName: 'Carter', phone: '+12025550141' },
      { row: 4, firstName: 'Ludwig', lastName: 'van Dyke Jr.' },
    ],
    told: ['4 email-left-out', '4 phone-left-out', '5 name-missing', '6 same-phone-row'],
  },
  {
    name: 'Google Contacts (CSV)',
    country: 'US',
    format: csv(',', 'utf-8', '\r\n'),
    rows: [
      [
        ...['First Name', 'Middle Name', 'Last Name', 'Phonetic First Name', 'Name Prefix', 'Nickname', 'Birthday'],
        ...['Notes', 'Labels', 'E-mail 1 - Label', 'E-mail 1 - Value', 'E-mail 2 - Label', 'E-mail 2 - Value'],
        ...['Phone 1 - Label', 'Phone 1 - Value', 'Address 1 - Label', 'Address 1 - Formatted', 'Address 1 - Street'],
        ...['Address 1 - City', 'Address 1 - Region', 'Address 1 - Postal Code', 'Address 1 - Country'],
      ],
      [
        ...['محمد', '', 'العلي', '', '', '', ' --03-04', '', '* myContacts', '* Home', 'm@example.com', '', ''],
        ...['Mobile', '+1 202-555-0150 ::: +1 202-555-0151', '', '', '', '', '', '', ''],
      ],
      [
        ...['שרה', '', 'לוי', '', '', '', '', '', '', '', '', 'Work', 'sara@example.com ::: s@example.com', 'Work'],
        ...['tel:+1-202-555-0152', 'Home', '4 Low St\nSalem', '4 Low St', 'Salem', 'OR', '97301', 'US'],
      ],
    ],
    expected: [
      { row: 2, firstName: 'محمد', lastName: 'العلي', email: 'm@example.com', phone: '+12025550150' },
      {
        row: 3,
        ...{ firstName: 'שרה', lastName: 'לוי', email: 'sara@example.com', phone: '+12025550152' },
        address: address('4 Low St', 'Salem', 'OR', '97301', 'US'),
      },
    ],
    told: [],
  },
  {
    name: 'Outlook contacts (CSV, Windows-1252)',
    country: 'US',
    format: csv(',', 'windows-1252', '\r\n'),
    rows: [
      [
        ...['Title', 'First Name', 'Middle Name', 'Last Name', 'Suffix', 'Company', 'Business Street', 'Business City'],
        ...['Home Street', 'Home City', 'Home State', 'Home Postal Code', 'Home Country/Region', 'Business Phone'],
        ...[
          'Home Phone',
          'Mobile Phone',
          'Account',
          'Birthday',
          'E-mail Address',
          'E-mail Type',
          'E-mail Display Name',
        ],
      ],
      [
        ...['', 'Renée', '', 'Dubois', '', 'Café “Zoo”', '1 Work Way', 'Workton', '2 Home Ln', 'Homer', 'AK', '99603'],
        ...['United States of America', '(907) 555-0160', '(907) 555-0161', '(907) 555-0162', '', '4/3/1970'],
        ...['renee@example.com', 'SMTP', 'Renée (renee@example.com)'],
      ],
    ],
    expected: [
      {
        row: 2,
        ...{ firstName: 'Renée', lastName: 'Dubois', email: 'renee@example.com', phone: '+19075550162' },
        address: address('2 Home Ln', 'Homer', 'AK', '99603', 'United States of America'),
      },
    ],
    told: [],
  },
  {
    name: 'Google Sheets, phones in ten spellings (tab separated)',
    country: 'US',
    format: csv('\t', 'utf-8', '\n'),
    rows: [
      ['Full name', 'Cell'],
      ['One Able', '2025550170'],
      ['Two Able', '(202) 555-0171'],
      ['Three Able', '202-555-0172'],
      ['Four Able', '202.555.0173'],
      ['Five Able', '+1 202 555 0174'],
      ['Six Able', '1-202-555-0175'],
      ['Seven Able', '202/555-0176'],
      ['Eight Able', 'cell: 202 555 0177'],
      ['Nine Able', '2025550178.0'],
      ['Ten Able', "'202‑555‑0179"],
    ],
    expected: ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'].map((firstName, at) => {
      return { row: at + 2, firstName, lastName: 'Able', phone: `+120255501${String(70 + at)}` };
    }),
    told: [],
  },
  {
    name: 'LibreOffice, Spanish list (CSV, UTF-16)',
    country: 'ES',
    format: csv(',', 'utf-16le', '\n'),
    rows: [
      ['Nº cliente', 'Nombre', 'Apellidos', 'Teléfono móvil', 'Correo electrónico', 'C.P.', 'Población', 'Alta'],
      ['A-1', 'José', 'García López', '612 34 56 78', 'jose@example.es', '28001', 'Madrid', '2023/04/03'],
      ['A-2', 'Núria', 'Puig', '0034 612345679', 'jose@EXAMPLE.es', '08001', 'Barcelona', '3-4-2023'],
    ],
    expected: [
      {
        row: 2,
        ...{ firstName: 'José', lastName: 'García López', email: 'jose@example.es', phone: '+34612345678' },
        ...{ internalId: 'A-1', address: address('', 'Madrid', '', '28001', '') },
      },
    ],
    told: ['3 same-email-row'],
  },
  {
    name: 'French list from Excel 97 (XLS)',
    country: 'FR',
    format: { kind: 'xls' },
    rows: [
      ['N° client', 'Nom', 'Prénom', 'Portable', 'Adresse e-mail', 'Adresse', 'Code postal', 'Ville'],
      [12, 'Lefèvre', 'Hélène', '06 12 34 56 78', 'helene@example.fr', '3 rue du Lac', '01000', 'Bourg'],
      [13, "D'Arcy", 'Loïc', '+33 6 12 34 56 79', '', '', '', ''],
    ],
    expected: [
      {
        row: 2,
        ...{ firstName: 'Hélène', lastName: 'Lefèvre', email: 'helene@example.fr', phone: '+33612345678' },
        ...{ internalId: '12', address: address('3 rue du Lac', 'Bourg', '', '01000', '') },
      },
      { row: 3, firstName: 'Loïc', lastName: "D'Arcy", phone: '+33612345679', internalId: '13' },
    ],
    told: [],
  },
  {
    name: 'our own template (XLSX)',
    country: 'US',
    format: { kind: 'xlsx' },
    rows: [
      ['Internal Customer ID', 'First Name', 'Last Name', 'Email Address', 'Phone Number', 'Current Points'],
      ['007', 'Ivy', 'Ng', 'ivy@example.com', '202-555-0190', 40],
      ['', '', '', '', '', ''],
      ['008', 'Jo', 'Ng', 'jo@@example.com', '555-0191', 'many'],
    ],
    expected: [
      {
        row: 2,
        ...{ firstName: 'Ivy', lastName: 'Ng', email: 'ivy@example.com', phone: '+12025550190' },
        ...{ internalId: '007', points: 40 },
      },
      { row: 4, firstName: 'Jo', lastName: 'Ng', internalId: '008' },
    ],
    told: ['4 email-left-out', '4 phone-left-out', '4 points-left-out'],
  },
];
