import type { CallMedia } from './call-media.ts';

/** What the captures hold of one of several calls that share a ladder. */
export interface NumberedMedia {
  /** The number that its messages carry, from 1 on. */
  readonly number: number;
  readonly media: CallMedia;
}

/** Media of several calls as one: what two of them lay claim to is there once, with the numbers of both. */
export function mergeMedia(calls: readonly NumberedMedia[]): CallMedia {
  const flows = new Merged<CallMedia['flows'][number]>();
  const events = new Merged<CallMedia['events'][number]>();
  for (const { number, media } of calls) {
    for (const flow of media.flows) flows.add(flow.flow, flow, number);
    for (const event of media.events) events.add(event.event, event, number);
  }
  return { flows: flows.all, events: events.all, owners: { flows: flows.owners, events: events.owners } };
}

/** Each thing once, as the first who brought it saw it. */
class Merged<T> {
  readonly all: T[] = [];
  readonly owners: number[][] = [];
  readonly #places = new Map<object, number>();

  /** @param key what was seen, the same object for every call */
  add(key: object, one: T, number: number): void {
    const place = this.#places.get(key);
    if (place !== undefined) {
      this.owners[place]?.push(number);
      return;
    }
    this.#places.set(key, this.all.length);
    this.all.push(one);
    this.owners.push([number]);
  }
}
