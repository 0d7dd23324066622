import { type ComponentType, useEffect } from 'react';
import type { DialogName } from '../state/facts.ts';
import { useFacts } from './app-context.ts';
import { loadInspector } from './message/load-inspector.ts';
import { FileInput } from './open/file-input.tsx';
import { Start } from './open/start.tsx';
import { useIntake } from './open/use-intake.ts';
import { useAddress } from './share/use-address.ts';
import { useUnsent } from './share/use-unsent.ts';
import { Boundary } from './shell/boundary.tsx';
import { Notice } from './shell/notice.tsx';
import { useKeptFocus } from './shell/use-kept-focus.ts';
import { useKeys } from './shell/use-keys.ts';
import { useTheme } from './shell/use-theme.ts';
import { preload, useLoaded } from './use-loaded.ts';

const loadWorkspace = () => import('./shell/workspace.tsx');
const loadLocked = () => import('./share/locked.tsx');

const DIALOGS: { readonly [K in DialogName]: LoadDialog } = {
  help: () => import('./shell/help.tsx'),
  report: () => import('./shell/report.tsx'),
  lanes: () => import('./lanes/lanes-dialog.tsx'),
  negotiation: () => import('./media/negotiation.tsx'),
  share: () => import('./share/share-dialog.tsx'),
  traces: () => import('./shell/traces-help.tsx'),
};

type LoadDialog = () => Promise<{ readonly default: ComponentType }>;

/** The page: the first screen, or the workspace once a trace is open. */
export function Page() {
  const isOpen = useFacts((facts) => facts.trace !== null);
  const dialog = useFacts((facts) => facts.dialog);
  const isLocked = useFacts((facts) => facts.locked !== null);
  const over = useIntake();
  useKeys();
  useKeptFocus();
  useTheme();
  useAddress();
  useUnsent();
  useEffect(() => {
    // What is needed next is fetched while a person looks at the first screen.
    const timer = setTimeout(() => {
      preload(loadWorkspace);
      preload(loadInspector);
    }, 100);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <FileInput />
      <Boundary what="the trace">
        <Body over={over} />
      </Boundary>
      {isOpen && over && <div className="drop-cover">Drop to add to the open trace, or to open instead</div>}
      {dialog && <Dialog key={dialog} load={DIALOGS[dialog]} />}
      {isLocked && <Dialog load={loadLocked} />}
      <Notice />
    </>
  );
}

function Body({ over }: { readonly over: boolean }) {
  const isOpen = useFacts((facts) => facts.trace !== null);
  const workspace = useLoaded(loadWorkspace, isOpen);
  return isOpen && workspace ? <workspace.Workspace /> : <Start over={over} />;
}

function Dialog({ load }: { readonly load: LoadDialog }) {
  return (
    <Boundary what="the dialog">
      <Loaded load={load} />
    </Boundary>
  );
}

function Loaded({ load }: { readonly load: LoadDialog }) {
  const dialog = useLoaded(load, true);
  return dialog && <dialog.default />;
}
