import type { ChipDraft } from './chip.ts';
import type { Chip } from './picture.ts';
import { CHIP_GAP, CHIP_PADDING, CHIP_SIZE, LABEL_SIZE } from './sizes.ts';
import { PROSE, shorten, textWidth } from './text-width.ts';

/** A label and its chips in the room above a line. */
export interface PlacedLabel {
  readonly shown: string;
  readonly labelX: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly chips: readonly Chip[];
}

/** A label shorter than this says nothing: chips give way before it gets there. */
const LEAST_LABEL = 96;

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
    const shown = wanted <= labelRoom ? label : shorten(label, labelRoom, LABEL_SIZE, 'bold', PROSE);
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

  /** Chips in their longest forms that leave the label whole; else in their shortest, as many as leave it its least. */
  #chipsFor(drafts: readonly ChipDraft[], room: number, labelWidth: number): Sized[] {
    const chips = drafts.map((draft) => this.#sized(draft, draft.forms[0] ?? ''));
    if (total(chips) + labelWidth <= room) return chips;
    for (let at = drafts.length - 1; at >= 0; at--) {
      const draft = drafts[at];
      for (const form of draft?.forms.slice(1) ?? []) {
        if (draft) chips[at] = this.#sized(draft, form);
        if (total(chips) + labelWidth <= room) return chips;
      }
    }
    const least = Math.min(labelWidth, LEAST_LABEL);
    for (let kept = chips.length; kept >= 0; kept--) {
      const some = kept < chips.length ? [...chips.slice(0, kept), this.#more(drafts.slice(kept))] : chips;
      if (total(some) + least <= room) return some;
    }
    return [];
  }

  #more(drafts: readonly ChipDraft[]): Sized {
    const tone = drafts.some((draft) => draft.tone === 'warning') ? 'warning' : 'plain';
    const text = `+${drafts.length}`;
    return this.#sized({ forms: [text], title: drafts.map(({ title }) => title).join('; '), tone }, text);
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
