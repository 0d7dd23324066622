import { COLOURS, type Colour, DARK, HUE_COUNT, LIGHT, type Palette } from './palette.ts';
import { ADDRESS_SIZE, BAND_TEXT_SIZE, CHIP_SIZE, LABEL_SIZE, NAME_SIZE, PRODUCT_SIZE, TIME_SIZE } from './sizes.ts';

export const SANS = 'Inter, "Segoe UI", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif';
export const MONO = '"JetBrains Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace';

/** How much of its own colour a chip has as its ground. */
export const CHIP_TINT = 0.11;

/** What holds in every theme. `@name` stands for a colour. */
const SHAPE = `
.rungs { font-family: ${SANS}; font-variant-numeric: tabular-nums; }
.rungs text { stroke-linejoin: round; white-space: pre; }
.rungs .title { font-size: 15px; font-weight: 600; }
.rungs .line { font-size: 12px; }
.rungs .name { font-size: ${NAME_SIZE}px; font-weight: 600; text-anchor: middle; }
.rungs .socket { font-family: ${MONO}; font-size: ${ADDRESS_SIZE}px; text-anchor: middle; }
.rungs .product { font-size: ${PRODUCT_SIZE}px; text-anchor: middle; }
.rungs .dot { stroke-width: 1.5; }
.rungs .lifeline { stroke-width: 1.5; }
.rungs .inferred .lifeline, .rungs .lifeline.inferred { stroke-dasharray: 1.5 4; stroke-linecap: round; }
.rungs .shaft { fill: none; stroke: currentColor; stroke-width: 1.5; }
.rungs .head { fill: currentColor; stroke: currentColor; stroke-width: 1; stroke-linejoin: round; }
.rungs .cross { fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; }
.rungs .provisional .shaft { stroke-dasharray: 4 4; }
.rungs .provisional .head { fill: none; stroke-width: 1.5; }
.rungs .success .shaft, .rungs .challenge .shaft, .rungs .failure .shaft { stroke-dasharray: 7 3; }
.rungs .redirect .shaft { stroke-dasharray: 9 3 2 3; }
.rungs .ghost .shaft { stroke-dasharray: 1.5 4; stroke-linecap: round; }
.rungs .copy .shaft { stroke-opacity: 0.6; }
.rungs .label { fill: currentColor; font-size: ${LABEL_SIZE}px; font-weight: 600; }
.rungs .ghost .label { font-style: italic; }
.rungs .crossing .label, .rungs .gap .phase, .rungs .edge text { paint-order: stroke; stroke-width: 6px; }
.rungs .chip rect { fill: currentColor; fill-opacity: ${CHIP_TINT}; }
.rungs .chip text { fill: currentColor; font-size: ${CHIP_SIZE}px; font-weight: 600; text-anchor: middle; }
.rungs .time, .rungs .delta, .rungs .date { font-family: ${MONO}; font-size: ${TIME_SIZE}px; text-anchor: end; }
.rungs .gap line { stroke-width: 1.5; stroke-dasharray: 1.5 6; stroke-linecap: round; }
.rungs .gap .length { font-family: ${MONO}; font-size: ${BAND_TEXT_SIZE}px; text-anchor: middle; }
.rungs .gap .phase, .rungs .edge text { font-size: ${BAND_TEXT_SIZE}px; text-anchor: middle; }
.rungs .finding text { font-size: ${BAND_TEXT_SIZE}px; text-anchor: middle; }
.rungs .hair { fill: none; stroke: currentColor; stroke-width: 1; }
.rungs .hit { fill: transparent; }
.rungs .rung { cursor: pointer; }
`.trim();

const PAINT = `
.rungs { color: @ink; background: @ground; }
.rungs .ground { fill: @ground; }
.rungs .title, .rungs .name { fill: @ink; }
.rungs .line, .rungs .socket, .rungs .product, .rungs .time, .rungs .delta, .rungs .date { fill: @quiet; }
.rungs .time { fill: @soft; }
.rungs .rule { stroke: @edge; }
.rungs .lifeline { stroke: @lifeline; }
.rungs .dot { fill: @lifeline; stroke: @lifeline; }
.rungs .inferred .dot { fill: @ground; }
.rungs .view { fill: @ink; fill-opacity: 0.07; stroke: @quiet; stroke-opacity: 0.5; }
.rungs .selection { fill: @selection; }
.rungs .selection.lit { fill: @lit; }
.rungs .request { color: @request; }
.rungs .provisional { color: @provisional; }
.rungs .success { color: @success; }
.rungs .redirect { color: @redirect; }
.rungs .challenge { color: @challenge; }
.rungs .failure, .rungs .ghost { color: @failure; }
.rungs .challenge .head { fill: @ground; }
.rungs .chip.media { color: @media; }
.rungs .chip.warning { color: @challenge; }
.rungs .ghost .chip.warning { color: @failure; }
.rungs .crossing .label, .rungs .gap .phase, .rungs .edge text { stroke: @ground; }
.rungs .crossing.selected .label { stroke: @selection; }
.rungs .crossing.lit .label { stroke: @lit; }
.rungs .gap line { stroke: @lifeline; }
.rungs .gap rect { fill: @pill; stroke: @edge; }
.rungs .gap text, .rungs .edge text { fill: @quiet; }
.rungs .finding.error rect { fill: @error-band; }
.rungs .mark.on { stroke: @ground; stroke-width: 1.5; }
.rungs .finding.error text, .rungs .mark.error { fill: @error-text; }
.rungs .finding.warning rect { fill: @warning-band; }
.rungs .finding.warning text, .rungs .mark.warning { fill: @warning-text; }
.rungs .finding.info rect { fill: @info-band; }
.rungs .finding.info text, .rungs .mark.info { fill: @info-text; }
.rungs .ringing { fill: @ringing-bar; }
.rungs .early-media { fill: @early-bar; }
.rungs .talking { fill: @talking-bar; }
.rungs .held { fill: @held-bar; }
`.trim();

/** Only where calls or legs share a ladder: every other file does without. */
const HUES = [
  '.rungs .hue rect { fill: currentColor; }',
  '.rungs .hue .tint { fill-opacity: 0.07; }',
  '.rungs .hue text { fill: @ground; font-size: 10px; font-weight: 700; text-anchor: middle; }',
  ...Array.from({ length: HUE_COUNT }, (_, at) => `.rungs .hue-${at + 1} { color: @hue-${at + 1}; }`),
].join('\n');

/** What stands beside the messages: media as a band, what happened to packets as an arrow like a whisper. */
const BESIDE = `
.rungs .beside { cursor: pointer; }
.rungs .beside .label { font-weight: 500; }
.rungs .beside .flow { fill: currentColor; fill-opacity: 0.16; }
.rungs .beside .shaft { stroke-width: 1; }
.rungs .beside.event .shaft { stroke-dasharray: 2 3; }
.rungs .beside.event .head { fill: none; }
.rungs .beside.media { color: @media; }
.rungs .beside.event { color: @soft; }
`.trim();

/** What people wrote: a slip of paper. */
const NOTES = `
.rungs .note rect { fill: @lit; stroke: @challenge; stroke-opacity: 0.45; }
.rungs .note text { fill: @ink; font-size: ${BAND_TEXT_SIZE}px; }
`.trim();

/** What a picture shows that not every one does, and its style has to know. */
export interface Shows {
  /** Rungs carry the numbers and hues of their calls. */
  readonly numbered?: boolean;
  /** Media and events stand beside the messages. */
  readonly beside?: boolean;
  /** People wrote notes. */
  readonly notes?: boolean;
}

export type Theme = 'light' | 'dark' | 'auto';

/** Style of a file: colours spelled out, because few viewers beside browsers know custom properties. */
export function fileCss(theme: Theme, shows: Shows = {}): string {
  if (theme === 'light') return `${SHAPE}\n${painted(LIGHT, shows)}`;
  if (theme === 'dark') return `${SHAPE}\n${painted(DARK, shows)}`;
  const dark = `@media (prefers-color-scheme: dark) {\n${painted(DARK, shows)}\n}`;
  return `${SHAPE}\n${painted(LIGHT, shows)}\n${dark}`;
}

/**
 * Style of the page: the same rules over custom properties `--rungs-request` and so on, which follow `color-scheme`.
 * `.rungs-light` and `.rungs-dark` hold a ladder to one of them.
 */
export function pageCss(): string {
  const variables = COLOURS.map((colour) => `--rungs-${colour}: light-dark(${LIGHT[colour]}, ${DARK[colour]});`);
  const schemes = '.rungs-light { color-scheme: light; }\n.rungs-dark { color-scheme: dark; }';
  const paint = replaced(`${PAINT}\n${HUES}\n${BESIDE}\n${NOTES}`, (colour) => `var(--rungs-${colour})`);
  const hover =
    '.rungs .rung:hover .hit, .rungs .beside:hover .hit { fill: var(--rungs-selection); fill-opacity: 0.45; }';
  return `${schemes}\n:root, .rungs-light, .rungs-dark { ${variables.join(' ')} }\n${SHAPE}\n${paint}\n${hover}`;
}

function painted(palette: Palette, { numbered, beside, notes }: Shows): string {
  const rules = [PAINT, ...(numbered ? [HUES] : []), ...(beside ? [BESIDE] : []), ...(notes ? [NOTES] : [])].join('\n');
  return replaced(rules, (colour) => palette[colour]);
}

function replaced(rules: string, value: (colour: Colour) => string): string {
  return rules.replace(/@([a-z0-9-]+)/g, (whole, name: string) => (name in LIGHT ? value(name as Colour) : whole));
}
