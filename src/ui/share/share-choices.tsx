import type { ShownKind } from '../../capsule/capsule.ts';
import { HIDE_ALL } from '../../share/redaction/options.ts';
import { layoutOf } from '../../state/rungs.ts';
import { useApp, useFacts } from '../app-context.ts';
import { sayCount } from '../words.ts';

const BOXES: readonly (readonly [ShownKind, string])[] = [
  ['addresses', 'IP addresses'],
  ['numbers', 'phone numbers'],
  ['shortNumbers', 'short and emergency numbers'],
  ['names', 'names of people, hosts and domains'],
  ['products', 'product names'],
  ['bodies', 'bodies other than SDP'],
];

/** What is replaced, and what is to go along as it is. There is no box for secrets. */
export function Choices() {
  const { look } = useApp();
  const { redaction, hidden } = useFacts((facts) => facts.sending);
  const hiddenMessages = useFacts((facts) => layoutOf(facts)?.hiddenMessages ?? 0);
  return (
    <>
      <fieldset className="choice">
        <legend>Redaction</legend>
        <label className="main-choice">
          <input
            type="checkbox"
            checked={redaction !== null}
            onChange={(event) => look.sending({ redaction: event.target.checked ? HIDE_ALL : null })}
          />
          Replace whatever names somebody
        </label>
        {redaction === null ? (
          <p className="warned">
            Whoever gets it sees phone numbers, names, addresses and text messages. Passwords, keys and keyed digits are
            taken out nevertheless.
          </p>
        ) : (
          <div className="boxes">
            <p className="quiet">Include as they are:</p>
            {BOXES.map(([kind, label]) => (
              <label key={kind}>
                <input
                  type="checkbox"
                  checked={redaction[kind]}
                  onChange={(event) => look.sending({ redaction: { ...redaction, [kind]: event.target.checked } })}
                />
                {label}
              </label>
            ))}
          </div>
        )}
      </fieldset>
      {hiddenMessages > 0 && (
        <label className="main-choice">
          <input
            type="checkbox"
            checked={hidden}
            onChange={(event) => look.sending({ hidden: event.target.checked })}
          />
          Include {sayCount(hiddenMessages, 'message')} of hidden lanes
        </label>
      )}
    </>
  );
}
