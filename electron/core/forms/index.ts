export { createForms, type Forms } from './forms.ts';
export { createPaperForms, type PaperForms } from './paper-forms.ts';
