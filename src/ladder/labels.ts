import type { ChipDraft } from './chips.ts';
import type { Chip } from './picture.ts';
import { CHIP_GAP, CHIP_PADDING, CHIP_SIZE, LABEL_SIZE } from './sizes.ts';
import { shorten, textWidth } from './text-width.ts';

/** A label and its chips in the room above a line. */
export interface PlacedLabel {
  readonly shown: string;
  readonly labelX: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly chips: readonly Chip[];
}

/** A label shorter than this says nothing: chips give way before it gets there. */
const LEAST_LABEL = 64;

interface Sized {
  readonly draft: ChipDraft;
  readonly text: string;
  readonly width: number;
}

/** Widths that are asked for again and again: the same few labels make up a trace. */
export class LabelPlacer {
  readonly #labels = new Map<string, number>();
  readonly #chips = new Map<string, number>();

  /** Label and chips as one group in [left, right): in the middle, or from the left on. Nothing reaches outside. */
  place(label: string, drafts: readonly ChipDraft[], left: number, right: number, centred = true): PlacedLabel {
    const room = Math.max(0, right - left);
    const wanted = this.#labelWidth(label);
    const chips = this.#chipsFor(drafts, room, wanted);
    const taken = chips.reduce((sum, { width }) => sum + CHIP_GAP + width, 0);
    const labelRoom = room - taken;
    const shown = wanted <= labelRoom ? label : shorten(label, labelRoom, LABEL_SIZE, 'bold');
    const width = shown === label ? wanted : textWidth(shown, LABEL_SIZE, 'bold');
    const start = centred ? Math.round(left + (room - width - taken) / 2) : left;
    if (chips.length === 0 && centred)
      return { shown, labelX: start + Math.round(width / 2), anchor: 'middle', chips: [] };
    // The label ends where its chip begins, however wide the font at hand is.
    let x = start + Math.ceil(width);
    const placed = chips.map(({ draft, text, width: chipWidth }) => {
      const at = x + CHIP_GAP;
      x = at + chipWidth;
      return { text, title: draft.title, tone: draft.tone, x: at, width: chipWidth };
    });
    const end = start + Math.ceil(width);
    return centred
      ? { shown, labelX: end, anchor: 'end', chips: placed }
      : { shown, labelX: start, anchor: 'start', chips: placed };
  }

  /** Chips as written, else in their short form, else only as many as leave the label its least room. */
  #chipsFor(drafts: readonly ChipDraft[], room: number, labelWidth: number): Sized[] {
    const least = Math.min(labelWidth, LEAST_LABEL);
    const full = drafts.map((draft) => this.#sized(draft, draft.text));
    if (total(full) + labelWidth <= room) return full;
    const short = drafts.map((draft) => this.#sized(draft, draft.short));
    for (let kept = short.length; kept > 0; kept--) {
      const chips = short.slice(0, kept);
      if (kept < short.length) chips.push(this.#more(drafts.slice(kept)));
      if (total(chips) + least <= room) return widened(chips, full, room - labelWidth);
    }
    const more = drafts.length > 0 ? [this.#more(drafts)] : [];
    return total(more) + least <= room ? more : [];
  }

  #more(drafts: readonly ChipDraft[]): Sized {
    const tone = drafts.some((draft) => draft.tone === 'warning') ? 'warning' : 'plain';
    const text = `+${drafts.length}`;
    return this.#sized({ text, short: text, title: drafts.map(({ title }) => title).join('; '), tone }, text);
  }

  #sized(draft: ChipDraft, text: string): Sized {
    let width = this.#chips.get(text);
    if (width === undefined) {
      width = Math.ceil(textWidth(text, CHIP_SIZE, 'bold')) + 2 * CHIP_PADDING;
      this.#chips.set(text, width);
    }
    return { draft, text, width };
  }

  #labelWidth(label: string): number {
    let width = this.#labels.get(label);
    if (width === undefined) {
      width = textWidth(label, LABEL_SIZE, 'bold');
      this.#labels.set(label, width);
    }
    return width;
  }
}

function total(chips: readonly Sized[]): number {
  return chips.reduce((sum, { width }) => sum + CHIP_GAP + width, 0);
}

/** Gives chips their full text back, first ones first, while the label keeps all of its own. */
function widened(chips: readonly Sized[], full: readonly Sized[], room: number): Sized[] {
  const result = [...chips];
  for (const [at, chip] of chips.entries()) {
    const wide = full[at];
    if (!wide || wide.draft !== chip.draft) continue;
    const others = result.with(at, wide);
    if (total(others) <= room) result[at] = wide;
  }
  return result;
}
