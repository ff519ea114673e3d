/** Resident memory of one core over its life. */
export interface MemoryCurve {
  note(residentMb: number): void;
  sum(): {
    readonly startMb: number;
    readonly endMb: number;
    readonly peakMb: number;
    readonly slopeMbPerHour: number;
    readonly isFlat: boolean;
    /** One point a minute, to be drawn. */
    readonly perMinuteMb: readonly number[];
  };
}

/** Caches and pools fill in the first visits; a leak goes on. */
const warmUpShare = 1 / 3;
const mostGrowthMb = 40;

export function createMemoryCurve(): MemoryCurve {
  const startedAt = performance.now();
  const points: { readonly hours: number; readonly mb: number }[] = [];
  const rounded = (value: number): number => Math.round(value * 10) / 10;

  return {
    note(residentMb) {
      points.push({ hours: (performance.now() - startedAt) / 3_600_000, mb: residentMb });
    },
    sum() {
      const warm = points.slice(Math.floor(points.length * warmUpShare));
      const third = Math.max(1, Math.floor(warm.length / 3));
      const startMb = median(warm.slice(0, third).map(({ mb }) => mb));
      const endMb = median(warm.slice(-third).map(({ mb }) => mb));
      const perMinute = new Map(points.map(({ hours, mb }) => [Math.floor(hours * 60), mb]));
      return {
        startMb: rounded(startMb),
        endMb: rounded(endMb),
        peakMb: rounded(Math.max(...points.map(({ mb }) => mb))),
        slopeMbPerHour: rounded(slope(warm)),
        // An end that came early has nothing to say of it.
        isFlat: !(endMb - startMb > mostGrowthMb),
        perMinuteMb: [...perMinute.values()].map(rounded),
      };
    },
  };
}

/** Least squares. */
function slope(points: readonly { readonly hours: number; readonly mb: number }[]): number {
  const meanHours = mean(points.map(({ hours }) => hours));
  const meanMb = mean(points.map(({ mb }) => mb));
  const above = points.reduce((sum, { hours, mb }) => sum + (hours - meanHours) * (mb - meanMb), 0);
  return above / points.reduce((sum, { hours }) => sum + (hours - meanHours) ** 2, 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
