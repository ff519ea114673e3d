/**
 * What the core's process gets in its environment, for glibc (others do not know the names). Pixels of pages come and go in
 * several threads: few pools, and large blocks straight from and back to the system, or the process keeps the largest
 * it ever had in each (measured while scanning: 253 MB instead of 367).
 */
export const coreEnvironment = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '1048576' } as const;
