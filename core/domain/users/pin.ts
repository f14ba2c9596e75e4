import { ok, refuse, type Result } from '../../kernel/result';

export const SHORTEST_PIN = 6;
export const LONGEST_PIN = 32;

/** Why a PIN cannot be chosen. */
export interface PinRefusal {
  readonly code: 'pin-not-digits' | 'pin-too-short' | 'pin-too-long' | 'pin-too-simple';
  readonly message: string;
}

/**
 * A new PIN as typed, or why it cannot be one: six digits or more, and not one of those that are tried first. A PIN in
 * use is not asked this, so that a stricter rule locks nobody out.
 */
export function readNewPin(typed: string): Result<string, PinRefusal> {
  const pin = typed.trim();
  if (!/^[0-9]*$/u.test(pin)) return refuse({ code: 'pin-not-digits', message: 'A PIN has digits only.' });
  if (pin.length < SHORTEST_PIN) {
    return refuse({ code: 'pin-too-short', message: `A PIN has at least ${SHORTEST_PIN} digits.` });
  }
  if (pin.length > LONGEST_PIN) {
    return refuse({ code: 'pin-too-long', message: `A PIN has at most ${LONGEST_PIN} digits.` });
  }
  if (isTrivial(pin)) return refuse({ code: 'pin-too-simple', message: 'This PIN is too easy to guess.' });
  return ok(pin);
}

/** A short piece repeated (`000000`, `121212`, `123123`), counting up or down, also past 9 and 0, or a mirror of itself. */
function isTrivial(pin: string): boolean {
  return isRepeated(pin) || isRun(pin, 1) || isRun(pin, 9) || isMirror(pin);
}

function isRepeated(pin: string): boolean {
  const lengths = Array.from({ length: Math.floor(pin.length / 2) }, (_, index) => index + 1);
  return lengths.some((length) => [...pin].every((digit, at) => digit === pin[at % length]));
}

/** Every digit is the one before plus `step`, modulo ten. */
function isRun(pin: string, step: number): boolean {
  return [...pin].every((digit, at) => at === 0 || Number(digit) === (Number(pin[at - 1]) + step) % 10);
}

/** `123321`, `112211`. */
function isMirror(pin: string): boolean {
  return [...pin].reverse().join('') === pin;
}
