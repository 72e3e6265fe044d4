import { captureConstraints } from "./audio-choices";

const FFT_SIZE = 1_024;
/** Speech at arm's length fills about two thirds of the meter. */
const GAIN = 4;

/**
 * Opens the microphone for oneself alone: nothing is sent anywhere. `onLevel` hears its loudness, 0 to 1, once per
 * drawn frame. The returned function closes it.
 * @throws what the browser says when it gives no microphone
 */
export async function startMicTest(onLevel: (level: number) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: captureConstraints() });
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = FFT_SIZE;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(FFT_SIZE);
  let frame = requestAnimationFrame(function measure() {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / FFT_SIZE;
    onLevel(Math.min(1, Math.sqrt(power) * GAIN));
    frame = requestAnimationFrame(measure);
  });
  return () => {
    cancelAnimationFrame(frame);
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  };
}
