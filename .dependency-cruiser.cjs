/**
 * Imports flow one way: renderer → shared ← electron. Each rule keeps one arrow of that sentence; tests may look
 * everywhere, nothing of the product looks at tests.
 */
const unitTest = '\\.test\\.tsx?$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      // A cycle over a lazy import or a type alone is none when the files are loaded.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(electron|virtual:|.*\\.css$|.*\\?url$)' },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared runs anywhere: nothing of node, the DOM, Electron, or of ours outside shared.',
      severity: 'error',
      from: { path: '^shared/', pathNot: unitTest },
      to: { pathNot: ['^shared/', '^node_modules/(?!electron/|react|ws/|better-sqlite3/|sharp/|pino/)'] },
    },
    {
      name: 'renderer-knows-shared-only',
      severity: 'error',
      from: { path: '^renderer/', pathNot: unitTest },
      to: { path: '^(electron|tests)/' },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: unitTest },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-knows-no-page',
      severity: 'error',
      from: { path: '^electron/', pathNot: unitTest },
      to: { path: '^(renderer|tests)/' },
    },
    {
      name: 'only-the-shell-knows-electron',
      comment: 'The core is plain Node, so that it runs as a service, in a test and under either shell.',
      severity: 'error',
      from: { pathNot: '^(electron/(main|preload)/|tests/)' },
      to: { path: '^(electron|node_modules/electron/)', pathNot: '^electron/' },
    },
    {
      name: 'shell-holds-no-business',
      severity: 'error',
      from: { path: '^electron/(main|preload|supervise)/', pathNot: unitTest },
      to: { path: '^electron/(core|launch)/' },
    },
    {
      name: 'preload-is-the-one-bridge',
      comment: 'The preload runs beside the page: it may know the names of the bridge, nothing else.',
      severity: 'error',
      from: { path: '^electron/preload/' },
      to: { path: '^electron/(main|core|launch)/' },
    },
    {
      name: 'core-starts-nobody',
      severity: 'error',
      from: { path: '^electron/core/', pathNot: unitTest },
      to: { path: '^electron/(main|preload|launch)/' },
    },
    {
      name: 'features-by-their-public-file',
      comment: 'Inside the core a feature is used through its index.ts; its other files are its own.',
      severity: 'error',
      from: { path: '^electron/core/([^/]+)/', pathNot: unitTest },
      to: {
        path: '^electron/core/([^/]+)/.+',
        pathNot: [
          '^electron/core/$1/',
          '^electron/core/[^/]+/index\\.ts$',
          '^electron/core/pdf/drawing\\.ts$',
        ],
      },
    },
    {
      name: 'no-development-package-in-the-product',
      severity: 'error',
      from: { path: '^(electron/(core|main|preload|supervise)|shared|renderer)/', pathNot: unitTest },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/(electron|@types)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|release)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
