import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LogEntry } from '../../../core/log/entry';
import { entriesFrame, entryToWrite, segmentFrame, stretches } from './frame';

/** As much of an entry as a frame looks at. */
function anEntry(sequence: number, text: string): LogEntry {
  const names = { logId: 'log', sequence, effectId: `effect-${sequence}`, hash: `hash-${sequence}`, shownAt: sequence };
  return { ...names, facts: { text } } as unknown as LogEntry;
}

const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 1, maxLength: 8 });

test('what is in a frame is found again by its first line, whatever the text', () => {
  fc.assert(
    fc.property(texts, (given) => {
      const entries = given.map((text, at) => entryToWrite(anEntry(at + 1, text), at));
      const bytes = Buffer.concat([segmentFrame('register', 7), entriesFrame(null, entries).bytes, Buffer.alloc(50)]);
      const [opening, frame, ...rest] = [...stretches(bytes)];

      expect(rest).toEqual([]);
      expect(opening).toMatchObject({ kind: 'frame', head: { kind: 'segment', segment: 7 } });
      if (frame?.kind !== 'frame' || frame.head.kind !== 'entries') throw new Error('there is no frame');
      const { from, head, offsets } = frame;
      const read = head.entries.map(({ bytes: length }, at) => {
        const start = from + (offsets[at] ?? 0);
        return bytes.toString('utf8', start, start + length);
      });
      expect(read.map((line) => JSON.parse(line))).toEqual(entries.map(({ entry }) => entry));
    }),
  );
});

test('damage costs the frames it touches and no other, wherever it is', () => {
  const damage = fc.record({ at: fc.nat(), bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }) });
  fc.assert(
    fc.property(texts, fc.array(damage, { minLength: 1, maxLength: 3 }), (given, damages) => {
      const frames = given.map((text, at) => entriesFrame(null, [entryToWrite(anEntry(at + 1, text), at)]).bytes);
      const whole = Buffer.concat(frames);
      const damaged = Buffer.from(whole);
      for (const { at, bytes } of damages)
        damaged.set(bytes.slice(0, whole.length - (at % whole.length)), at % whole.length);

      let start = 0;
      const untouched = frames.flatMap((frame) => {
        const from = start;
        start += frame.length;
        return damaged.compare(whole, from, start, from, start) === 0 ? from : [];
      });
      const found = [...stretches(damaged)].flatMap((stretch) => (stretch.kind === 'frame' ? stretch.from : []));
      expect(found).toEqual(untouched);
    }),
  );
});
