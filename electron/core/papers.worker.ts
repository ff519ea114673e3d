/** The thread that looks at scanned pages, prepares them for the dossier and reads PDFs that nobody trusts yet. */
import { serveWork } from './papers/serve-work.ts';

serveWork();
