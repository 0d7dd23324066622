import { useApp } from '../app-context.ts';
import { SAMPLES, type Sample, sampleSource } from './samples.ts';
import { TinyLadder } from './tiny-ladder.tsx';

/** Calls to look at without having a trace. */
export function Shelf() {
  const { open } = useApp();
  const show = async (sample: Sample) => open.replace([await sampleSource(sample)]);
  return (
    <section className="shelf" aria-labelledby="shelf-title">
      <h2 id="shelf-title">Or look at a call from the shelf</h2>
      <ul>
        {SAMPLES.map((sample) => (
          <li key={sample.id}>
            <button type="button" className="card" onClick={() => void show(sample)}>
              <TinyLadder sample={sample} />
              <strong>{sample.title}</strong>
              <span>{sample.text}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
