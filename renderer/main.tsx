import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { assertDefined } from '../shared/assert.ts';
import { App } from './app/app.tsx';
import {
  addressFromPage,
  CoreProvider,
  createCoreLink,
  createKioskStore,
  createPortConnector,
  createSocketConnector,
} from './client/index.ts';

const shell = window.kioskShell;
const link = createCoreLink({
  connector: shell ? createPortConnector(shell) : createSocketConnector(addressFromPage()),
  nextFrame: () => new Promise((resolve) => requestAnimationFrame(() => resolve())),
});

createRoot(assertDefined(document.getElementById('root'), '#root')).render(
  <StrictMode>
    <CoreProvider store={createKioskStore(link)}>
      <App />
    </CoreProvider>
  </StrictMode>,
);
