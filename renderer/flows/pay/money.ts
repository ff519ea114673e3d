const format = new Intl.NumberFormat('vi-VN');

/** "8.000": the sign of the đồng comes with the words around it. */
export function dong(vnd: number): string {
  return format.format(vnd);
}
