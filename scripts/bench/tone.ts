import { writeFileSync } from "node:fs";

const RATE = 48_000;
const SECONDS = 10;
const HEADER_BYTES = 44;

/** Writes a sound for a browser's fake microphone: a gliding tone without a pause, mono, as WAV. */
export function writeTone(path: string): void {
  const samples = RATE * SECONDS;
  const wav = Buffer.alloc(HEADER_BYTES + samples * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at++) wav.writeInt16LE(Math.round(12_000 * Math.sin((2 * Math.PI * (220 + 110 * Math.sin(at / RATE)) * at) / RATE)), HEADER_BYTES + at * 2);
  writeFileSync(path, wav);
}
