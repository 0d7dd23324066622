import { type ChangeEvent, useId, useRef, useState } from 'react';
import { readAliases, shortKey, writeAliasCsv, writeHosts } from '../../lanes/alias-list.ts';
import { useApp, useFacts } from '../app-context.ts';
import { saveFile } from '../share/save.ts';
import { Visible } from '../visible.tsx';
import { sayCount } from '../words.ts';

/** A page shows so many names; all of them are kept and saved. */
const MOST_SHOWN = 100;

/** Names of addresses that hold for every trace: read from a list, saved as one, remembered when that is wanted. */
export function AliasList() {
  const { shape } = useApp();
  const aliases = useFacts((facts) => facts.aliases);
  const keeps = useFacts((facts) => facts.keepNames);
  const [said, setSaid] = useState('');
  const picker = useRef<HTMLInputElement>(null);
  const id = useId();
  const onFiles = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const [file] = currentTarget.files ?? [];
    if (!file) return;
    const { aliases: read, passedOver, passedOverCount } = readAliases(await file.text());
    // The same file can be read again.
    if (picker.current) picker.current.value = '';
    shape.addAliases(read);
    const first = passedOver[0];
    const over = first ? `; ${sayCount(passedOverCount, 'line')} passed over, the first is line ${first.line}` : '';
    setSaid(`${sayCount(read.size, 'name')} read from ${file.name}${over}.`);
  };
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>Names of addresses, in every trace</h3>
      <p className="quiet">
        A list of addresses and names: CSV, or lines of a hosts file. A name that you give a lane counts before it.
      </p>
      {aliases.size > 0 && (
        <ul className="names">
          {[...aliases].slice(0, MOST_SHOWN).map(([key, name]) => (
            <li key={key}>
              <span className="mono">{shortKey(key)}</span>
              <Visible text={name} />
              <button
                type="button"
                className="link"
                aria-label={`Forget the name of ${shortKey(key)}`}
                onClick={() => shape.addAliases(new Map([[key, '']]))}
              >
                forget
              </button>
            </li>
          ))}
        </ul>
      )}
      {aliases.size > MOST_SHOWN && <p className="quiet">and {aliases.size - MOST_SHOWN} more.</p>}
      <div className="buttons">
        <button type="button" className="button" onClick={() => picker.current?.click()}>
          Read a list …
        </button>
        <input
          ref={picker}
          type="file"
          hidden
          aria-label="List of names"
          accept=".csv,.txt,.hosts,text/*"
          onChange={(event) => void onFiles(event)}
        />
        <button
          type="button"
          className="button"
          disabled={aliases.size === 0}
          onClick={() => saveFile('names.csv', 'text/csv', writeAliasCsv(aliases))}
        >
          Save as CSV
        </button>
        <button
          type="button"
          className="button"
          disabled={aliases.size === 0}
          onClick={() => saveFile('hosts.txt', 'text/plain', writeHosts(aliases))}
        >
          Save as hosts file
        </button>
        <button type="button" className="button" disabled={aliases.size === 0} onClick={shape.forgetAliases}>
          Forget all
        </button>
      </div>
      <label className="check">
        <input type="checkbox" checked={keeps} onChange={(event) => shape.keepNames(event.currentTarget.checked)} />
        Remember these names in this browser, and those that I give from now on
      </label>
      <p role="status">{said}</p>
    </section>
  );
}
