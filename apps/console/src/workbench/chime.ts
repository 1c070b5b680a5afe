// Two soft tones, made here: no file to load, nothing to block.
let context: AudioContext | undefined;

/** Browsers let a page sound only after a gesture; the first one opens the way. */
export function armChime(): () => void {
  const arm = (): void => {
    context ??= new AudioContext();
    void context.resume();
  };
  window.addEventListener('pointerdown', arm, { once: true });
  window.addEventListener('keydown', arm, { once: true });
  return () => {
    window.removeEventListener('pointerdown', arm);
    window.removeEventListener('keydown', arm);
  };
}

export function chime(kind: 'assigned' | 'message'): void {
  if (context?.state !== 'running') return;
  const tones = kind === 'assigned' ? [659.25, 880] : [740];
  for (const [index, frequency] of tones.entries()) tone(context, frequency, context.currentTime + index * 0.16, kind);
}

function tone(audio: AudioContext, frequency: number, at: number, kind: 'assigned' | 'message'): void {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  const loudness = kind === 'assigned' ? 0.14 : 0.06;
  oscillator.type = 'sine';
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(loudness, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.5);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.55);
}
