/** Every colour of a ladder, light and dark. Text colours keep 4.5:1 to whatever they stand on; a test computes it. */
export interface Palette {
  readonly ground: string;
  readonly ink: string;
  /** Sockets, products, deltas. */
  readonly quiet: string;
  /** Times. */
  readonly soft: string;
  readonly lifeline: string;
  /** Lines between heads and body, outlines of pills. */
  readonly edge: string;
  readonly pill: string;
  readonly selection: string;
  readonly lit: string;
  readonly request: string;
  readonly provisional: string;
  readonly success: string;
  readonly redirect: string;
  readonly challenge: string;
  readonly failure: string;
  readonly media: string;
  /** Bars beside the lifelines. */
  readonly 'ringing-bar': string;
  readonly 'early-bar': string;
  readonly 'talking-bar': string;
  readonly 'held-bar': string;
  readonly 'error-band': string;
  readonly 'error-text': string;
  readonly 'warning-band': string;
  readonly 'warning-text': string;
  readonly 'info-band': string;
  readonly 'info-text': string;
  /** Calls, or legs, that share a ladder: quiet, and never alone, because each carries its number. */
  readonly 'hue-1': string;
  readonly 'hue-2': string;
  readonly 'hue-3': string;
  readonly 'hue-4': string;
  readonly 'hue-5': string;
  readonly 'hue-6': string;
  readonly 'hue-7': string;
  readonly 'hue-8': string;
}

export const LIGHT: Palette = {
  ground: '#fbfaf7',
  ink: '#1c212a',
  quiet: '#60656f',
  soft: '#4b525f',
  lifeline: '#cdc8bc',
  edge: '#e4e0d6',
  pill: '#f1eee6',
  selection: '#e6ecff',
  lit: '#fff4dc',
  request: '#2850d8',
  provisional: '#585e69',
  success: '#0d6547',
  redirect: '#6440c6',
  challenge: '#804c00',
  failure: '#b01d38',
  media: '#0a636d',
  'ringing-bar': '#c3c6cd',
  'early-bar': '#b4dcd9',
  'talking-bar': '#7bbdb9',
  'held-bar': '#e2b866',
  'error-band': '#fdecee',
  'error-text': '#a81b35',
  'warning-band': '#fff1d3',
  'warning-text': '#704700',
  'info-band': '#eceff5',
  'info-text': '#454d5c',
  'hue-1': '#3f5f9e',
  'hue-2': '#5f6a1e',
  'hue-3': '#8a3f78',
  'hue-4': '#17686a',
  'hue-5': '#94481c',
  'hue-6': '#6650a4',
  'hue-7': '#33703a',
  'hue-8': '#7a5720',
};

export const DARK: Palette = {
  ground: '#12151b',
  ink: '#e8eaee',
  quiet: '#989fad',
  soft: '#b6bcc8',
  lifeline: '#3a4150',
  edge: '#272d38',
  pill: '#1b2029',
  selection: '#1d2847',
  lit: '#2e2710',
  request: '#8ba9ff',
  provisional: '#a3aab6',
  success: '#4fc598',
  redirect: '#b9a5ff',
  challenge: '#e6b45a',
  failure: '#ff838d',
  media: '#55c3cf',
  'ringing-bar': '#4a515e',
  'early-bar': '#20464b',
  'talking-bar': '#2f7a80',
  'held-bar': '#94712f',
  'error-band': '#3a1a20',
  'error-text': '#ff9aa3',
  'warning-band': '#33290f',
  'warning-text': '#eac67c',
  'info-band': '#20262f',
  'info-text': '#b8c0cd',
  'hue-1': '#8fa8e0',
  'hue-2': '#b9bf6a',
  'hue-3': '#d99acb',
  'hue-4': '#6cc4bb',
  'hue-5': '#e0a07a',
  'hue-6': '#b5a3ec',
  'hue-7': '#8cc795',
  'hue-8': '#c9ae7c',
};

/** So many hues there are; then they begin again. */
export const HUE_COUNT = 8;

/** The class of a number's hue: `hue-1` for the first and the ninth. */
export function hueOf(number: number): string {
  return `hue-${((number - 1) % HUE_COUNT) + 1}`;
}

export type Colour = keyof Palette;
export const COLOURS = Object.keys(LIGHT) as Colour[];
