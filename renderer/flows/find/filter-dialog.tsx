import { Check } from 'lucide-react';
import { useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { Facets, ProcedureFilters } from '../../../shared/contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { TouchButton } from '../../components/touch-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './filter-dialog.module.css';

const kinds = ['field', 'agency', 'level'] as const;
type Kind = (typeof kinds)[number];

interface Option {
  readonly key: string;
  readonly words: string;
  readonly lang: string | undefined;
  readonly count: number | null;
  readonly isChosen: boolean;
  readonly next: ProcedureFilters;
}

/** Narrows the results by field, agency and service level; every choice says how many are left. */
export function FilterDialog(props: {
  readonly isOpen: boolean;
  readonly filters: ProcedureFilters;
  readonly facets: Facets | null;
  readonly total: number;
  readonly onChange: (filters: ProcedureFilters) => void;
  readonly onClose: () => void;
}) {
  const say = useStrings();
  const [kind, setKind] = useState<Kind>('field');
  return (
    <Dialog
      isOpen={props.isOpen}
      title={say('find.filter.title')}
      isFull
      actions={
        <>
          <TouchButton onPress={() => props.onChange({})}>{say('find.filter.clear')}</TouchButton>
          <TouchButton look="go" onPress={props.onClose}>
            {say('find.filter.show', { count: props.total })}
          </TouchButton>
        </>
      }
    >
      <div className={classes.filter}>
        <div className={classes.kinds}>
          {kinds.map((each) => (
            <ToggleButton
              key={each}
              className={classes.kind}
              isSelected={kind === each}
              onChange={() => setKind(each)}
            >
              <span>{say(`find.filter.${each}`)}</span>
              {props.filters[each] === undefined ? null : <Check aria-hidden />}
            </ToggleButton>
          ))}
        </div>
        <PagedList
          label={say(`find.filter.${kind}`)}
          listKey={kind}
          items={optionsOf(kind, props)}
          keyOf={({ key }) => key}
          render={(option) => <OptionRow option={option} onChoose={props.onChange} />}
        />
      </div>
    </Dialog>
  );

  function optionsOf(
    of: Kind,
    { filters, facets }: { readonly filters: ProcedureFilters; readonly facets: Facets | null },
  ): readonly Option[] {
    const { [of]: chosen, ...others } = filters;
    const all: Option = {
      key: 'all',
      words: say('find.filter.all'),
      lang: undefined,
      count: null,
      isChosen: chosen === undefined,
      next: others,
    };
    const counted = {
      agency: () =>
        (facets?.agencies ?? []).map(({ agency, count }) => ({
          key: agency,
          words: say(`find.agency.${agency}`),
          lang: undefined,
          count,
          isChosen: chosen === agency,
          next: { ...others, agency },
        })),
      level: () =>
        (facets?.levels ?? []).map(({ level, count }) => ({
          key: String(level),
          words: `${say(`find.level.${level}`)} · ${say(`find.level.${level}.line`)}`,
          lang: undefined,
          count,
          isChosen: chosen === level,
          next: { ...others, level },
        })),
      field: () =>
        (facets?.fields ?? []).map(({ field, count }) => ({
          key: field,
          words: field,
          lang: 'vi',
          count,
          isChosen: chosen === field,
          next: { ...others, field },
        })),
    } satisfies Record<Kind, () => readonly Option[]>;
    return [all, ...counted[of]()];
  }
}

function OptionRow(props: {
  readonly option: Option;
  readonly onChoose: (filters: ProcedureFilters) => void;
}) {
  const say = useStrings();
  const { option } = props;
  return (
    <Button
      className={classes.option}
      aria-pressed={option.isChosen}
      onPress={() => props.onChoose(option.next)}
    >
      <span className={classes.tick} data-on={option.isChosen} aria-hidden>
        <Check />
      </span>
      <span lang={option.lang}>{option.words}</span>
      {option.count === null ? null : (
        <span className={classes.count}>{say('find.filter.count', { count: option.count })}</span>
      )}
    </Button>
  );
}
