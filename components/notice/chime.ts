/** Two soft notes, a fourth apart. */
const NOTES_HZ = [587.33, 783.99];
const NOTE_SECONDS = 0.14;
const FADE_SECONDS = 0.5;
const VOLUME = 0.05;
/** Two hidden tabs hear of the same picture within a poll of each other. */
const ALONE_MS = 2_000;

function ring(context: AudioContext) {
  for (const [index, hertz] of NOTES_HZ.entries()) {
    const startsAt = context.currentTime + index * NOTE_SECONDS;
    const tone = new OscillatorNode(context, { frequency: hertz });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, startsAt);
    volume.gain.linearRampToValueAtTime(VOLUME, startsAt + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, startsAt + FADE_SECONDS);
    tone.connect(volume).connect(context.destination);
    tone.start(startsAt);
    tone.stop(startsAt + FADE_SECONDS);
  }
}

async function play() {
  const context = new AudioContext();
  ring(context);
  await new Promise((resolve) => setTimeout(resolve, ALONE_MS));
  await context.close();
}

/** Once, however many tabs of the studio want it in the same moment. */
export async function playChime(): Promise<void> {
  // Only an address with https, or this machine, has locks.
  if (!("locks" in navigator)) return play();
  await navigator.locks.request("maquette.chime", { ifAvailable: true }, (lock) =>
    lock ? play() : undefined,
  );
}
