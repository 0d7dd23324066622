import type { Aliases } from '../lanes/alias-list.ts';
import type { LaneProposal } from '../lanes/propose.ts';
import { back, changed, forward, type Step } from '../view/history.ts';
import { laneKeys } from '../view/lanes.ts';
import { keepApart, mergeLanes, mergePattern, nameLane, type Shape } from '../view/shape.ts';
import type { LaneDecisions } from '../view/view.ts';
import type { Ask } from './ask.ts';
import { keepNames } from './names.ts';
import type { Store } from './store.ts';

/** Deciding what the lanes of the ladder are. */
export interface Shaping {
  /** Changes them, and says so; what changes nothing is not remembered. */
  shape(shape: Shape, notice: string): void;
  /** Takes the last change back, or does it again. */
  undo(): void;
  redo(): void;
  /** Asks which lanes of the open calls may be one machine. */
  propose(): Promise<void>;
  /** Draws what was proposed as one lane. */
  accept(proposal: LaneProposal): void;
  /** It is not proposed again. */
  refuse(proposal: LaneProposal): void;
  /** Names a lane. @param forAll what is to have the name in every trace, as decisions write it; null for nothing */
  rename(key: string, name: string, forAll: string | null): void;
  /** Names kept for every trace, beside those there are; a name of '' takes one away. */
  addAliases(aliases: Aliases): void;
  /** Forgets all of them. */
  forgetAliases(): void;
  /** Whether names outlive this visit. */
  keepNames(on: boolean): void;
}

export function shaping(store: Store, ask: Ask, storage: Storage | null): Shaping {
  const { getState, setState } = store;
  const shape: Shaping['shape'] = (change, notice) => {
    const { lanes, lanesHistory } = getState();
    const next = change(lanes);
    if (next !== lanes) setState({ lanes: next, lanesHistory: changed(lanesHistory, lanes), notice });
  };
  const take = (step: Step<LaneDecisions> | null, notice: string) => {
    if (step) setState({ lanes: step.value, lanesHistory: step.history, notice });
  };
  const keep = (names: { readonly aliases?: Aliases; readonly keepNames?: boolean }) => {
    setState(names);
    keepNames(storage, getState());
  };
  const addAliases: Shaping['addAliases'] = (added) => {
    const aliases = new Map([...getState().aliases, ...added]);
    for (const [key, name] of added) if (name === '') aliases.delete(key);
    keep({ aliases });
  };
  return {
    shape,
    undo: () => take(back(getState().lanesHistory, getState().lanes), 'Taken back'),
    redo: () => take(forward(getState().lanesHistory, getState().lanes), 'Done again'),
    propose: async () => {
      const { opened, call, chosen } = getState();
      const calls = chosen.length > 0 ? chosen : call === null ? [] : [call];
      const proposals = calls.length > 0 ? await ask('proposals', { calls }) : [];
      if (proposals && getState().opened === opened) setState({ proposals: { of: opened, list: proposals } });
    },
    accept: ({ pattern, sockets }) => {
      const keyOf = laneKeys(getState().lanes.merged);
      const keys = [...new Set(sockets.map(keyOf))];
      const [into = '', ...parts] = keys;
      shape(pattern === '' ? mergeLanes(into, parts) : mergePattern(pattern, sockets), 'Drawn as one lane');
    },
    refuse: ({ sockets }) => shape(keepApart(sockets), 'Kept apart'),
    rename: (key, name, forAll) => {
      shape(nameLane(key, name), name === '' ? 'Name taken back' : `Called ${name} now`);
      if (forAll !== null) addAliases(new Map([[forAll, name]]));
    },
    addAliases,
    forgetAliases: () => keep({ aliases: new Map() }),
    keepNames: (on) => keep({ keepNames: on }),
  };
}

/** Proposals that a person has neither refused nor made true. */
export function openProposals(
  list: readonly LaneProposal[],
  { merged, apart }: LaneDecisions,
): readonly LaneProposal[] {
  const keyOf = laneKeys(merged);
  return list.filter(({ sockets }) => {
    const isOne = new Set(sockets.map(keyOf)).size === 1;
    return !isOne && !apart.some((refused) => sockets.every((socket) => refused.includes(socket)));
  });
}
