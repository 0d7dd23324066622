import type { Sample, TinyClass } from './samples.ts';

const WIDTH = 150;
const HEIGHT = 104;
const INSET = 16;
/** A call with few messages is not stretched, one with many is squeezed. */
const MOST_STEP = 12;
const HEAD = 4.5;

/** A call as a small picture: lanes and arrows, no words. */
export function TinyLadder({ sample }: { readonly sample: Pick<Sample, 'lanes' | 'rungs'> }) {
  const x = (lane: number) => INSET + (lane * (WIDTH - 2 * INSET)) / Math.max(1, sample.lanes - 1);
  return (
    <svg className="tiny-ladder" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {Array.from({ length: sample.lanes }, (_, lane) => (
        <path key={`lane ${x(lane)}`} className="lane" d={`M${x(lane)} 2V${HEIGHT - 2}`} />
      ))}
      {arrows(sample.rungs, x).map((arrow) => (
        <Arrow key={arrow.y} {...arrow} />
      ))}
    </svg>
  );
}

function arrows(text: string, x: (lane: number) => number): ArrowProps[] {
  const rungs = text.split(' ');
  const step = Math.min(MOST_STEP, (HEIGHT - 16) / rungs.length);
  return rungs.map((rung, i) => ({
    from: x(Number(rung[0])),
    to: x(Number(rung[1])),
    y: 10 + i * step,
    look: rung[2] as TinyClass,
  }));
}

interface ArrowProps {
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly look: TinyClass;
}

function Arrow({ from, to, y, look }: ArrowProps) {
  const way = Math.sign(to - from);
  const start = from + way * 2;
  const tip = to - way * 2;
  const neck = tip - way * HEAD;
  return (
    <g className={`tiny ${look}`}>
      <path className="line" d={`M${start} ${y}H${neck}`} />
      <path className="head" d={`M${tip} ${y}L${neck} ${y - HEAD / 2}V${y + HEAD / 2}Z`} />
    </g>
  );
}
