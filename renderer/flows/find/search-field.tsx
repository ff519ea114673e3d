import { X } from 'lucide-react';
import { memo, useCallback } from 'react';
import { TouchButton } from '../../components/touch-button.tsx';
import { KioskTextField } from '../../keyboard/index.ts';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './search-field.module.css';

/** The one field of the search, open for typing as soon as the screen is there. */
export function SearchField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Hears of every text before it is painted; see KioskTextField. */
  readonly onType: (text: string) => void;
}) {
  const say = useStrings();
  const { onChange } = props;
  const clear = useCallback(() => onChange(''), [onChange]);
  return (
    <div className={classes.field} data-clears={props.value !== '' || undefined}>
      <KioskTextField
        label={say('find.search.label')}
        value={props.value}
        onChange={onChange}
        onType={props.onType}
        autoFocus={props.value === ''}
      />
      <ClearButton onClear={clear} />
    </div>
  );
}

/** Apart from the field, so that a key does not draw it again. */
const ClearButton = memo(function ClearButton(props: { readonly onClear: () => void }) {
  const say = useStrings();
  return (
    <TouchButton icon={<X aria-hidden />} label={say('find.search.clear')} onPress={props.onClear}>
      {''}
    </TouchButton>
  );
});
