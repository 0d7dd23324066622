import { beforeEach, describe, expect, it } from 'vitest';
import { type App, makeApp } from '../../src/state/app.ts';
import { lanesOf } from '../../src/state/lanes.ts';
import { layoutOf } from '../../src/state/rungs.ts';
import { openProposals } from '../../src/state/shaping.ts';
import { viewOf } from '../../src/state/view.ts';
import { hideLane, nameLane } from '../../src/view/shape.ts';
import { EMPTY_LANES } from '../../src/view/view.ts';
import { type AskingWire, makeClient } from '../../src/worker/client.ts';
import { answerHere } from '../../src/worker/local.ts';
import { INNER, OUTER, PBX, throughBoxes } from '../support/lanes.ts';

class Shelf implements Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
  removeItem = (key: string) => void this.kept.delete(key);
}

let app: App;
let shelf: Shelf;
const facts = () => app.store.getState();
const lanes = () => layoutOf(facts())?.lanes.map(({ name }) => name);
const start = () => makeApp(makeClient(answerHere() as AskingWire), shelf as unknown as Storage);
const open = () => app.open.offer([{ name: 'boxes', blob: new Blob([throughBoxes()]) }]);
beforeEach(async () => {
  shelf = new Shelf();
  app = start();
  await open();
});

describe('shaping', () => {
  it('is taken back and done again step by step; another trace begins anew', async () => {
    app.shape.shape(hideLane(PBX), 'hidden');
    app.shape.shape(nameLane(OUTER, 'Edge'), 'named');
    expect(lanes()).toEqual(['Alice Archer', 'Edge', '10.0.0.1', 'bob']);
    app.shape.undo();
    app.shape.undo();
    app.shape.undo();
    expect(facts().lanes).toBe(EMPTY_LANES);
    app.shape.redo();
    expect(lanes()).not.toContain('10.0.0.5');
    await app.open.replace([{ name: 'again', blob: new Blob([throughBoxes()]) }]);
    expect(facts().lanes).toEqual(EMPTY_LANES);
    app.shape.undo();
    expect(lanes()).toContain('10.0.0.5');
  });

  it('remembers only what changes something', () => {
    app.shape.shape((before) => before, 'nothing');
    expect(facts().lanesHistory.past).toEqual([]);
  });

  it('proposes for the open call; made true or refused it is proposed no more', async () => {
    await app.shape.propose();
    const { list } = facts().proposals;
    expect(list.map(({ sockets }) => sockets)).toEqual([[OUTER, INNER]]);
    const [proposal] = list;
    if (!proposal) throw new Error('no proposal');
    app.shape.accept(proposal);
    expect(facts().lanes.merged).toEqual([[OUTER, INNER]]);
    expect(openProposals(list, facts().lanes)).toEqual([]);
    app.shape.undo();
    expect(openProposals(list, facts().lanes)).toEqual(list);
    app.shape.refuse(proposal);
    expect(openProposals(list, facts().lanes)).toEqual([]);
    expect(lanes()).toHaveLength(5);
  });
});

describe('names for every trace', () => {
  it('stand behind those of this trace, and travel with the view', () => {
    app.shape.addAliases(
      new Map([
        ['10.0.0.0/8:*', 'LAN'],
        ['198.51.100.1:*', 'Edge'],
        [PBX, 'another name'],
      ]),
    );
    app.shape.rename(PBX, 'PBX', null);
    expect(lanes()).toEqual(['Alice Archer', 'Edge', 'LAN', 'PBX', 'LAN']);
    expect(viewOf(facts()).lanes.names.get('198.51.100.1:*')).toBe('Edge');
    expect(lanesOf(facts())).toBe(lanesOf(facts()));
  });

  it('are kept on the shelf only when that was agreed to, and taken from it when not any more', () => {
    app.shape.rename(PBX, 'PBX', '10.0.0.5:*');
    expect(shelf.kept.get('rungs.names')).toBeUndefined();
    app.shape.keepNames(true);
    expect(shelf.kept.get('rungs.names')).toBe('[["10.0.0.5:*","PBX"]]');
    expect(start().store.getState()).toMatchObject({ aliases: new Map([['10.0.0.5:*', 'PBX']]), keepNames: true });
    app.shape.rename(PBX, '', '10.0.0.5:*');
    expect(shelf.kept.get('rungs.names')).toBe('[]');
    app.shape.keepNames(false);
    expect(shelf.kept.has('rungs.names')).toBe(false);
  });

  it('outlive closing a trace', () => {
    app.shape.addAliases(new Map([['10.0.0.5:*', 'PBX']]));
    app.open.close();
    expect([...facts().aliases]).toEqual([['10.0.0.5:*', 'PBX']]);
    app.shape.forgetAliases();
    expect(facts().aliases.size).toBe(0);
  });

  it('that somebody wrote on the shelf are read with care', () => {
    for (const text of ['', '{', '{"a":1}', '[1,["a"],["b",2],["","x"],["c","d","e"],["ok","fine"]]']) {
      shelf.kept.set('rungs.names', text);
      expect([...start().store.getState().aliases].length).toBeLessThan(2);
    }
    expect(start().store.getState().aliases.get('ok')).toBe('fine');
  });
});
