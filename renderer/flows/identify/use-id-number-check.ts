import { useStrings } from '../../strings/use-strings.ts';

const idNumberLength = 12;

/** Says how many digits an identity number still lacks; null when it has them all. */
export function useIdNumberCheck(): (idNumber: string) => string | null {
  const say = useStrings();
  return (idNumber) => {
    const missing = idNumberLength - idNumber.length;
    return missing > 0 ? say('identify.type.number.short', { count: missing }) : null;
  };
}
