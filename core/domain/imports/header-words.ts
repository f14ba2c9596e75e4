import { foldText } from '../customers/fold-text';
import type { ImportField } from './import-field';

/** What a header may mean; a lower rank is the better column when several say the same. */
export interface HeaderMeaning {
  readonly field: ImportField;
  readonly rank: number;
}

/** `ambiguous`: what else is in the file decides (German `Name` is the last name beside `Vorname`). */
export type HeaderReading = HeaderMeaning | { readonly field: 'ambiguous'; readonly word: 'name' | 'nombre' } | null;

/** Whose address or number it is; the customer's own home comes first. */
const OWNERS: readonly (readonly [RegExp, number])[] = [
  [/^(pet owner|pet parent|owner|customer|client|contact|primary|main|kunden?|cliente)s? /, 0],
  [/^(home|physical|residential|private|default address|address 1|billing|mailing|postal address) /, 0],
  [/^(shipping|delivery|address 2) /, 5],
  [/^(business|work|office|company) /, 6],
];

const number = '(number|no|nr|num|nummer|numero)';
const phoneWord = '((tele)?phone|tel|telefon|telefono|telephone|rufnummer)';
const mobileWord = '(mobile|cell|cell ?phone|cellular|handy|mobil|movil|celular|portable|gsm|mobilfunk|mobiltelefon)';

/** Header words as real systems write them, without case, accents and punctuation. */
const WORDS: readonly (readonly [ImportField, number, string])[] = [
  ['firstName', 0, 'first( name)?|firstname|fname|given name|forename|vorname|prenom|nombres|voornaam|name first'],
  ['lastName', 0, 'last( name)?|lastname|lname|surname|family name|nachname|familienname|zuname|name last|achternaam'],
  ['lastName', 0, 'apellidos?|primer apellido|nom de famille'],
  ['fullName', 0, 'full name|fullname|display name|name and surname|vor und nachname|vorname nachname|file as'],
  ['fullName', 0, 'nombre completo|nombre y apellidos?|nom complet|nom et prenom|prenom et nom|kundenname'],
  ['fullName', 1, '(customer|client|contact|owner|pet owner|pet parent)( name)?|kunde|kundin|cliente|ansprechpartner'],
  ['email', 0, 'e ?mail( address)?( \\d+)?( value)?|e ?mail addresses|mail|(e ?)?mail adresse|mailadresse|email id'],
  [
    'email',
    0,
    'correo( electronico)?|courriel|adresse (e ?)?mail|adresse electronique|direccion de correo( electronico)?',
  ],
  ['phone', 0, `${mobileWord}( ${phoneWord})?( ${number})?( \\d+)?|${phoneWord} ${mobileWord}`],
  [
    'phone',
    0,
    'mobile ?phone|handynummer|mobilnummer|mobilfunknummer|numero de (movil|celular|portable)|sms( number)?',
  ],
  [
    'phone',
    1,
    `${phoneWord}( ${number})?( \\d+)?( value)?|telefonnummer|phone ?number|${number} de (telefono|telephone)`,
  ],
  ['phone', 1, `contact (number|${phoneWord})`],
  ['phone', 2, `(home|private|evening|other) ${phoneWord}( ${number})?( \\d+)?|${phoneWord} (privat|fixe|fijo|casa)`],
  ['phone', 2, 'festnetz|domicile|telefono de casa'],
  [
    'phone',
    3,
    `(work|business|office|day) ${phoneWord}( ${number})?( \\d+)?|${phoneWord} (geschaftlich|trabajo|dienstlich)`,
  ],
  ['internalId', 0, 'internal customer id|internal id|former (customer )?id'],
  [
    'internalId',
    1,
    `(customer|client|member|membership|account|loyalty|loyalty card|card|kunden|kd) (id|code|${number})`,
  ],
  ['internalId', 1, 'kundennummer|kundennr|kundenkarte|mitgliedsnummer|customer ?id|customer ?code|loyalty card'],
  ['internalId', 1, '(numero|n|no|id|codigo) de client[e]?|(numero|n|no|id|codigo|code) client[e]?|carte de fidelite'],
  ['internalId', 1, 'reference id|custom id|frequent buyer (id|number)|nummer'],
  ['internalId', 2, 'id|system id|square customer id|record id|contact id'],
  [
    'points',
    0,
    '(current |loyalty |reward |rewards |available )?points?( balance| actuels| fidelite)?|loyalty balance',
  ],
  ['points', 0, 'punkte|punktestand|bonuspunkte|treuepunkte|puntos|saldo de puntos|balance points'],
  ['street1', 0, '(street )?address( line)?( 1)?|street( 1| address)?( 1)?|address 1 street|address street'],
  ['street1', 0, 'strasse|strasse und hausnummer|strasse hausnummer|strasse nr|anschrift|adresse|direccion|calle|rue'],
  [
    'street2',
    0,
    '(street )?address( line)? 2|street 2|street address 2|adresszusatz|complement d adresse|apartment|unit',
  ],
  ['city', 0, 'city|town|suburb|ort|stadt|wohnort|ciudad|poblacion|localidad|ville|commune'],
  ['region', 0, 'state|province( code)?|region|state province|county|state code|bundesland|kanton|provincia|estado'],
  ['postal', 0, 'zip( code)?|zipcode|postal( code)?|post ?code|plz|postleitzahl|codigo postal|c ?p|code postal'],
  ['country', 0, 'country( code| region)?|land|pais|pays'],
];

const PATTERNS = WORDS.map(([field, rank, words]) => ({ field, rank, pattern: new RegExp(`^(${words})$`) }));

/** A header as it is compared: `E-Mail_Address (optional)` → `e mail address`, `Address1` → `address 1`. */
export function plainHeader(header: string): string {
  return foldText(header.slice(0, 200).replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .replace(/#/g, ' number ')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What a header says about its column; null when it says nothing we import. */
export function readHeader(header: string): HeaderReading {
  const plain = plainHeader(header);
  if (plain === '') return null;
  if (plain === 'name' || plain === 'nom') return { field: 'ambiguous', word: 'name' };
  if (plain === 'nombre' || plain === 'nome') return { field: 'ambiguous', word: 'nombre' };
  const direct = meaningOf(plain);
  if (direct !== null) return direct;
  for (const [owner, rank] of OWNERS) {
    const rest = plain.replace(owner, '');
    const meaning = rest === plain ? null : meaningOf(rest);
    if (meaning !== null) return { field: meaning.field, rank: meaning.rank + rank + 0.5 };
  }
  return null;
}

function meaningOf(plain: string): HeaderMeaning | null {
  const found = PATTERNS.find(({ pattern }) => pattern.test(plain));
  return found === undefined ? null : { field: found.field, rank: found.rank };
}
