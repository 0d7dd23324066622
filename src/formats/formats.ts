import { captureFormats } from './captures.ts';
import { textFormats } from './text-formats.ts';

/** One entry of the catalogue of formats, for people. */
export interface FormatEntry {
  readonly id: string;
  readonly label: string;
  readonly kind: 'text' | 'capture';
  /** What is looked for, in plain words. */
  readonly lookedFor: string;
}

/** Everything that can be read, in the order in which it is tried. */
export const formats: readonly FormatEntry[] = [
  ...captureFormats.map(
    ({ id, label }): FormatEntry => ({ id, label, kind: 'capture', lookedFor: `${label} (by its first bytes)` }),
  ),
  ...textFormats.map(
    ({ id, label, looks }): FormatEntry => ({ id, label, kind: 'text', lookedFor: `${label}: lines like «${looks}»` }),
  ),
  {
    id: 'unnamed-log',
    label: 'Log of an unknown program',
    kind: 'text',
    lookedFor:
      'SIP messages with two addresses around an arrow, or an address beside a word such as "received", close before them',
  },
  {
    id: 'sip',
    label: 'SIP messages',
    kind: 'text',
    lookedFor:
      'SIP messages with nothing around them: a line like «INVITE sip:… SIP/2.0» or «SIP/2.0 200 OK» with header lines behind it',
  },
];
