import { COMMANDS, type Command } from '../../state/commands.ts';
import { useApp, useFacts } from '../app-context.ts';
import { FilterHelp } from '../calls/filter.tsx';
import { Dialog } from './dialog.tsx';

const GROUPS: readonly Command['group'][] = ['Ladder', 'Calls', 'Message', 'Page'];
const SHOWN = new Map([
  ['ArrowDown', '↓'],
  ['ArrowUp', '↑'],
]);

/** All keys, from the one list of commands. */
export default function Help() {
  const { look } = useApp();
  const singleKeys = useFacts((facts) => facts.singleKeys);
  return (
    <Dialog title="Keys" onClose={() => look.dialog(null)}>
      <div className="keys">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {COMMANDS.filter((command) => command.group === group).map(({ id, keys, label }) => (
                <div key={id}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{SHOWN.get(key) ?? key}</kbd>
                    ))}
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section className="whole-width">
          <h3>What the filter understands</h3>
          <FilterHelp />
        </section>
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => look.singleKeys(event.currentTarget.checked)}
        />
        Single letters start commands
      </label>
      <p className="quiet">
        Rungs reads SIP logs and captures in this browser and draws each call as a ladder. What you open stays here.
      </p>
    </Dialog>
  );
}
