export { type Catalogue, createCatalogue } from './catalogue.ts';
export { createProcedureCalls, type ProcedureCalls } from './procedure-calls.ts';
export { type CatalogueFiles, readFolder } from './read-version.ts';
export { makeUpdatePackage } from './update-package.ts';
