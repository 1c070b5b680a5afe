// Calls the visitor back when the turn comes: a word in the page's title and two soft tones, no file to load.

export class Attention {
  private audio: AudioContext | null = null;
  private title: string | null = null;

  /** Browsers allow sound only after a gesture: call it from one. */
  arm(): void {
    this.audio ??= new AudioContext();
  }

  call(words: string): void {
    this.title ??= document.title;
    document.title = `${words} · ${this.title}`;
    this.chime();
  }

  calm(): void {
    if (this.title !== null) document.title = this.title;
    this.title = null;
  }

  private chime(): void {
    const { audio } = this;
    if (audio === null) return;
    void audio.resume().then(() => {
      const at = audio.currentTime;
      const gain = audio.createGain();
      gain.gain.setValueAtTime(0.1, at);
      gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.6);
      gain.connect(audio.destination);
      const tone = audio.createOscillator();
      tone.frequency.setValueAtTime(660, at);
      tone.frequency.setValueAtTime(880, at + 0.14);
      tone.connect(gain);
      tone.start(at);
      tone.stop(at + 0.6);
    });
  }
}
