import { expect, test } from 'vitest';
import { ageWords, dayWords, momentWords } from './moments';

const boston = { country: 'US', timeZone: 'America/New_York' };
const berlin = { country: 'DE', timeZone: 'Europe/Berlin' };
const at = (time: string) => Date.parse(time);
/** Some versions of the language data put narrow spaces before AM and PM. */
const plain = (text: string) => text.replace(/\s/gu, ' ');

test('dates and times are those of the shop, whatever the zone of the computer', () => {
  const late = at('2026-05-24T03:30:00Z');
  expect(dayWords(late, boston)).toBe('May 23, 2026');
  expect(dayWords(late, berlin)).toBe('24 May 2026');
  expect(plain(momentWords(late, boston))).toBe('May 23, 2026, 11:30 PM');
  expect(plain(momentWords(late, berlin))).toBe('24 May 2026, 05:30');
});

test('a moment of today is a time, by the shop’s own midnight', () => {
  const beforeMidnight = at('2026-05-24T03:30:00Z');
  expect(plain(ageWords(beforeMidnight, at('2026-05-24T03:59:00Z'), boston))).toBe('11:30 PM');
  expect(plain(ageWords(beforeMidnight, at('2026-05-24T04:01:00Z'), boston))).toBe('May 23 11:30 PM');
  expect(plain(ageWords(beforeMidnight, at('2026-05-24T04:01:00Z'), berlin))).toBe('05:30');
});

test('a country no date style is known of does not stop a register', () => {
  expect(dayWords(at('2026-05-24T12:00:00Z'), { country: '', timeZone: 'UTC' })).toContain('2026');
  expect(dayWords(at('2026-05-24T12:00:00Z'), { country: 'ZZ', timeZone: 'UTC' })).toContain('2026');
});
