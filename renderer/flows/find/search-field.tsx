import { X } from 'lucide-react';
import { TouchButton } from '../../components/touch-button.tsx';
import { KioskTextField } from '../../keyboard/kiosk-text-field.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './search-field.module.css';

/** The one field of the search, open for typing as soon as the screen is there. */
export function SearchField(props: { readonly value: string; readonly onChange: (value: string) => void }) {
  const say = useStrings();
  return (
    <div className={classes.field}>
      <KioskTextField
        label={say('find.search.label')}
        value={props.value}
        onChange={props.onChange}
        autoFocus={props.value === ''}
      />
      {props.value === '' ? null : (
        <TouchButton
          icon={<X aria-hidden />}
          label={say('find.search.clear')}
          onPress={() => props.onChange('')}
        >
          {''}
        </TouchButton>
      )}
    </div>
  );
}
