import { createRoot } from 'react-dom/client';
import { makeApp } from './state/app.ts';
import { Page } from './ui/app.tsx';
import { AppContext } from './ui/app-context.ts';
import './ui/styles.css';
import { startClient } from './worker/start.ts';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <AppContext value={makeApp(startClient(), window.localStorage)}>
      <Page />
    </AppContext>,
  );
}
