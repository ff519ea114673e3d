import { useState } from 'react';
import { familyNames } from '../../../shared/dossier/suggestions.ts';
import { faultOf, useCore, useGo } from '../../client/index.ts';
import { AskFrame, AskOne } from '../../components/ask-one.tsx';
import { KioskDateField } from '../../keyboard/index.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { identifyPlace } from './places.ts';
import { useIdNumberCheck } from './use-id-number-check.ts';

/** What a person types of themselves, while they type it; the core has it once they have gone through. */
export interface Typed {
  readonly fullName: string;
  readonly idNumber: string;
  /** ISO day or ''. */
  readonly birthDate: string;
}

export const typedNothing: Typed = { fullName: '', idNumber: '', birthDate: '' };

const earliestBirth = '1900-01-01';

/** By hand, one question at a time; only the name is needed: no card and no number are no dead end. */
export function TypeScreen(props: {
  readonly ask: 'name' | 'number' | 'birth';
  readonly procedureCode: string | null;
  readonly typed: Typed;
  readonly onType: (typed: Typed) => void;
}) {
  const say = useStrings();
  const go = useGo();
  const core = useCore();
  const [problem, setProblem] = useState<string | null>(null);
  const checkNumber = useIdNumberCheck();
  const { typed, procedureCode } = props;
  const at = (screen: Parameters<typeof identifyPlace>[1]): string => identifyPlace(procedureCode, screen);

  async function declare(): Promise<void> {
    try {
      await core.identity.declare({
        fullName: typed.fullName,
        idNumber: typed.idNumber === '' ? null : typed.idNumber,
        birthDate: typed.birthDate === '' ? null : typed.birthDate,
        sex: null,
        residence: null,
      });
    } catch (error) {
      if (faultOf(error) !== 'IDENTITY_INPUT_INVALID') throw error;
      setProblem(say('identify.type.wrong'));
    }
  }

  switch (props.ask) {
    case 'name':
      return (
        <AskOne
          title={say('identify.type.name')}
          lead={say('identify.type.name.lead')}
          kind="name"
          value={typed.fullName}
          onChange={(fullName) => props.onType({ ...typed, fullName })}
          suggestions={{ entries: familyNames, fills: 'beginning' }}
          problem={problem}
          onBack={() => go(at('card'))}
          onNext={() => {
            const letters = typed.fullName.trim();
            if (letters === '') return setProblem(say('identify.type.name.missing'));
            if (/[\d|@#$%*_+=<>]/u.test(letters)) return setProblem(say('identify.type.name.letters'));
            return go(at('number'));
          }}
        />
      );
    case 'number':
      return (
        <AskOne
          title={say('identify.type.number')}
          lead={say('identify.type.number.lead')}
          kind="id-number"
          value={typed.idNumber}
          onChange={(idNumber) => props.onType({ ...typed, idNumber })}
          problem={problem}
          nextLabel={typed.idNumber === '' ? say('identify.type.skip') : undefined}
          onBack={() => go(at('name'))}
          onNext={() => {
            const wrong = typed.idNumber === '' ? null : checkNumber(typed.idNumber);
            return wrong === null ? go(at('birth')) : setProblem(wrong);
          }}
        />
      );
    case 'birth':
      return (
        <AskFrame
          title={say('identify.type.birth')}
          lead={say('identify.type.birth.lead')}
          nextLabel={typed.birthDate === '' ? say('identify.type.skip') : undefined}
          onBack={() => go(at('number'))}
          onNext={declare}
          field={
            <KioskDateField
              label={say('identify.type.birth')}
              value={typed.birthDate}
              onChange={(birthDate) => props.onType({ ...typed, birthDate })}
              limits={{ min: earliestBirth, max: pageToday() }}
              today={pageToday()}
              problem={problem}
              onEnter={() => void declare()}
            />
          }
        />
      );
  }
}

/** Only where the wheels begin; the core judges by its own day. */
function pageToday(): string {
  return new Date().toISOString().slice(0, 10);
}
