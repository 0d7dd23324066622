import { lazy, Suspense, useEffect } from 'react';
import { useFacts } from './app-context.ts';
import { loadInspector } from './message/load-inspector.ts';
import { FileInput } from './open/file-input.tsx';
import { Start } from './open/start.tsx';
import { useIntake } from './open/use-intake.ts';
import { useAddress } from './share/use-address.ts';
import { Help } from './shell/help.tsx';
import { Notice } from './shell/notice.tsx';
import { useKeys } from './shell/use-keys.ts';
import { useTheme } from './shell/use-theme.ts';
import { preload, useLoaded } from './use-loaded.ts';

const loadWorkspace = () => import('./shell/workspace.tsx');
const NegotiationDialog = lazy(() => import('./media/negotiation.tsx'));
const ShareDialog = lazy(() => import('./share/share-dialog.tsx'));
const LockedDialog = lazy(() => import('./share/locked.tsx'));
const LanesDialog = lazy(() => import('./lanes/lanes-dialog.tsx'));
const Report = lazy(async () => ({ default: (await import('./shell/report.tsx')).Report }));
const TracesHelp = lazy(async () => ({ default: (await import('./shell/traces-help.tsx')).TracesHelp }));

/** The page: the first screen, or the workspace once a trace is open. */
export function Page() {
  const isOpen = useFacts((facts) => facts.trace !== null);
  const dialog = useFacts((facts) => facts.dialog);
  const isLocked = useFacts((facts) => facts.locked !== null);
  const over = useIntake();
  const workspace = useLoaded(loadWorkspace, isOpen);
  useKeys();
  useTheme();
  useAddress();
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
      {isOpen && workspace ? <workspace.Workspace /> : <Start over={over} />}
      {isOpen && over && <div className="drop-cover">Drop to add to the open trace, or to open instead</div>}
      {dialog === 'help' && <Help />}
      {dialog === 'report' && (
        <Suspense fallback={null}>
          <Report />
        </Suspense>
      )}
      {dialog === 'lanes' && (
        <Suspense fallback={null}>
          <LanesDialog />
        </Suspense>
      )}
      {dialog === 'negotiation' && (
        <Suspense fallback={null}>
          <NegotiationDialog />
        </Suspense>
      )}
      {dialog === 'share' && (
        <Suspense fallback={null}>
          <ShareDialog />
        </Suspense>
      )}
      {isLocked && (
        <Suspense fallback={null}>
          <LockedDialog />
        </Suspense>
      )}
      {dialog === 'traces' && (
        <Suspense fallback={null}>
          <TracesHelp />
        </Suspense>
      )}
      <Notice />
    </>
  );
}
