/** Where between papers and handing in a person is. */
export type SubmitPlace =
  | 'next'
  | 'delivery'
  | 'recipient'
  | 'phone'
  | 'commune'
  | 'street'
  | 'fee'
  | 'review';

const known: readonly SubmitPlace[] = [
  'delivery',
  'recipient',
  'phone',
  'commune',
  'street',
  'fee',
  'review',
];

/** Without a step of its own it leads to the first that is still open. */
export const submitPlace = '/submit';

export function submitStep(step: SubmitPlace): string {
  return step === 'next' ? submitPlace : `${submitPlace}/${step}`;
}

export function readSubmitPlace(place: string): SubmitPlace {
  const [, , step = ''] = place.split('/');
  return known.find((one) => one === step) ?? 'next';
}
