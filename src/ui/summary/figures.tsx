import type { Performance, Ratio, Spread } from '../../call/performance.ts';
import { sayDuration } from '../../diagnose/say.ts';
import { FIGURE_GUIDES, type FigureGuide } from '../../guide/performance.ts';
import { Reference } from '../reference.tsx';
import { sayCount, sayNumber } from '../words.ts';

/** The figures of RFC 6076, each with its definition. */
export function Figures({ performance }: { readonly performance: Performance }) {
  return (
    <section className="figures" aria-label="Performance figures">
      <h2>
        Performance <span className="quiet">as the side that began it saw it (RFC 6076)</span>
      </h2>
      <dl>
        {FIGURE_GUIDES.map((guide) => (
          <Figure key={guide.figure} guide={guide} value={performance[guide.figure as keyof Performance]} />
        ))}
      </dl>
    </section>
  );
}

function Figure({ guide, value }: { readonly guide: FigureGuide; readonly value: Ratio | Spread }) {
  const { short, name, meaning, formula, reference } = guide;
  return (
    <div className="figure">
      <dt>
        <abbr title={name}>{short}</abbr> <span className="quiet">{name}</span>
      </dt>
      <dd>
        <span className="mono figure-value">{'percent' in value ? sayPercent(value) : sayMean(value)}</span>
        <span className="quiet">{'percent' in value ? sayParts(value) : saySpread(value)}</span>
        <details>
          <summary>What it means</summary>
          <p>{meaning}</p>
          <p className="quiet">
            {formula}. <Reference text={reference} />
          </p>
        </details>
      </dd>
    </div>
  );
}

function sayPercent({ percent }: Ratio): string {
  return Number.isNaN(percent) ? '–' : `${percent.toFixed(1)} %`;
}

function sayParts({ of, total }: Ratio): string {
  return total === 0 ? 'nothing to count' : `${sayNumber(of)} of ${sayNumber(total)}`;
}

function sayMean({ mean }: Spread): string {
  return Number.isNaN(mean) ? '–' : sayDuration(mean) || '0 ms';
}

function saySpread({ count, median, most95, longest }: Spread): string {
  if (count === 0) return 'nothing to measure';
  const parts = [
    `median ${sayDuration(median)}`,
    `95 % within ${sayDuration(most95)}`,
    `longest ${sayDuration(longest)}`,
  ];
  return `mean of ${sayCount(count, 'value')}; ${parts.join(', ')}`;
}
