import { Search, X } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Input, Label, TextField } from 'react-aria-components/TextField';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './search-field.module.css';

/** The one field of the search; ready to type as soon as the screen is there. */
export function SearchField(props: { readonly value: string; readonly onChange: (value: string) => void }) {
  const say = useStrings();
  return (
    <TextField className={classes.field} value={props.value} onChange={props.onChange} autoFocus>
      <Label className={classes.label}>{say('find.search.label')}</Label>
      <span className={classes.box}>
        <Search aria-hidden />
        <Input inputMode="none" autoComplete="off" autoCorrect="off" spellCheck="false" />
        {props.value === '' ? null : (
          <Button
            className={classes.clear}
            aria-label={say('find.search.clear')}
            onPress={() => props.onChange('')}
          >
            <X aria-hidden />
          </Button>
        )}
      </span>
    </TextField>
  );
}
