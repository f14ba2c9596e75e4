let audio: AudioContext | undefined;

function beep(frequency: number, seconds: number, startAfter = 0): void {
  audio ??= new AudioContext();
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  const start = audio.currentTime + startAfter;
  oscillator.frequency.value = frequency;
  volume.gain.setValueAtTime(0.12, start);
  volume.gain.exponentialRampToValueAtTime(0.001, start + seconds);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + seconds);
}

/** A short high tone: the item is on the list. */
export function soundAccepted(): void {
  beep(1320, 0.08);
}

/** Two low tones: nothing was added (PU-12). */
export function soundRefused(): void {
  beep(220, 0.18);
  beep(180, 0.25, 0.2);
}

/** A small rise: a reward is due (CA-4). */
export function soundReward(): void {
  beep(990, 0.1);
  beep(1480, 0.16, 0.1);
}
