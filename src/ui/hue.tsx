import { hueOf } from '../ladder/palette.ts';

/** The number of a call or leg in its hue, as its rungs carry it. */
export function Hue({ number }: { readonly number: number }) {
  return <span className={`hue ${hueOf(number)}`}>{number}</span>;
}
