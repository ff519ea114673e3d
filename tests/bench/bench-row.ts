/** One measured figure beside its raw counterpart, taken in the same run on the same machine. */
export interface BenchRow {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  /** Null where there is nothing to compare with. */
  readonly raw: number | null;
  readonly target: string;
  readonly met: boolean;
  /** Why a figure is what it is, where the machine sets the limit and not the code. */
  readonly note?: string;
}
