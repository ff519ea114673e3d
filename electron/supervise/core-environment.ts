/**
 * What the core's process gets in its environment. glibc keeps a pool of memory for each thread; pixels of pages come and go
 * in several, and without this each pool keeps its largest (measured: a third less memory while scanning).
 */
export const coreEnvironment = { MALLOC_ARENA_MAX: '2' } as const;
