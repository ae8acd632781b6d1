import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/styles/fonts.css';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import './ui/styles/controls.css';
import './ui/styles/layout.css';
import './ui/styles/tables.css';
import './ui/styles/tree.css';
import './ui/styles/units.css';
import './ui/styles/notices.css';
import './ui/styles/sheet.css';
import './ui/styles/access.css';
import './ui/styles/card.css';
import { App } from './app.tsx';
import { startLanguages } from './i18n/languages.ts';
import { reloadForNewerBuild } from './layout/newer-build.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
reloadForNewerBuild();
await startLanguages();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
