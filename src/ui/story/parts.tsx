import { earlyDialogs } from '../../call/early-dialogs.ts';
import type { CallDetail, LegLink } from '../../call/types.ts';
import type { Part } from '../../state/facts.ts';
import { layoutOf } from '../../state/rungs.ts';
import type { OpenedCall } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { laneNames } from '../lane-names.ts';
import { Icon } from '../shell/icon.tsx';
import { sayCount } from '../words.ts';
import { Attempts, attemptsShown } from './attempts.tsx';
import { Legs } from './legs.tsx';

/** What a call is made of, each in a few words that open to all of it: its legs, and the ways in which it was tried. */
export function Parts({ opened }: { readonly opened: OpenedCall }) {
  const { join, look } = useApp();
  const layout = useFacts(layoutOf);
  const open = useFacts((facts) => facts.part);
  const changed = useFacts((facts) => facts.legsBefore.length > 0);
  const { detail } = opened;
  const words: readonly (readonly [Part, string])[] = [
    ['legs', legsWords(detail)],
    ['attempts', attemptsWords(detail)],
  ];
  const shown = words.filter(([, text]) => text !== '');
  if (shown.length === 0 && !changed) return null;
  const isOpen = (part: Part) => open === part && shown.some(([name]) => name === part);
  return (
    <>
      <div className="story-parts">
        {shown.map(([part, text]) => (
          <button
            key={part}
            type="button"
            className="part"
            aria-expanded={isOpen(part)}
            onClick={() => look.part(open === part ? null : part)}
          >
            {text}
            <Icon name="down" size={12} />
          </button>
        ))}
        {changed && (
          <button type="button" className="link" onClick={() => void join.undo()}>
            Take back the last cut or join
          </button>
        )}
      </div>
      {isOpen('legs') && <Legs opened={opened} />}
      {isOpen('attempts') && layout && <Attempts opened={opened} nameOf={laneNames(layout, opened)} />}
    </>
  );
}

const SURENESS: readonly LegLink['confidence'][] = ['likely', 'strong', 'certain', 'by hand'];
const ONE_CALL: { readonly [K in LegLink['confidence']]: string } = {
  likely: 'likely one call',
  strong: 'very likely one call',
  certain: 'certainly one call',
  'by hand': 'joined by hand',
};

/** "3 legs, likely one call": a call is as sure as the weakest of the links that it needs. */
function legsWords({ legs, offered }: CallDetail): string {
  const maybe = offered.length > 0 ? `${sayCount(offered.length, 'call')} may belong to it` : '';
  if (legs.length < 2) return maybe;
  const best = legs
    .filter(({ links }) => links.length > 0)
    .map(({ links }) => Math.max(...links.map(({ confidence }) => SURENESS.indexOf(confidence))));
  const words = ONE_CALL[SURENESS[Math.min(...best)] ?? 'likely'];
  return [`${legs.length} legs, ${words}`, maybe].filter((part) => part !== '').join('; ');
}

function attemptsWords({ attempts, messages }: CallDetail): string {
  const shown = attemptsShown(attempts);
  const dialogs = earlyDialogs(messages).length;
  if (shown.length > 0) return shown.every(({ of }) => of === 1) ? 'tried again' : sayCount(shown.length, 'attempt');
  return dialogs > 0 ? sayCount(dialogs, 'early dialog') : '';
}
